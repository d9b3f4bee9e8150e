"""What the programs of Python's clients share; calls.mts is its like for Node.js."""

import json
import os
import sys

import requests

URL = os.environ["CLIENT_URL"]
LOGIN = (os.environ["CLIENT_USER"], os.environ["CLIENT_PASSWORD"])

_made = []


def stored(table):
    """Returns the records of a table, asked past the client."""
    return requests.get(f"{URL}/__simulator/records/{table}", timeout=30).json()["records"]


def stored_one(table, sys_id):
    """Returns the stored record, or None."""
    return next((row for row in stored(table) if row["sys_id"] == sys_id), None)


def call(name, work, is_right):
    """Makes one call of a client, and returns its answer, or None where it failed."""
    try:
        answer = work()
        right = is_right(answer)
        note = "" if right else repr(answer)[:200]
        _made.append({"call": name, "outcome": "passed" if right else "failed", "note": note})
        return answer
    except Exception as error:  # whatever a client raises is what is to be shown
        _made.append({"call": name, "outcome": "failed", "note": repr(error)[:200]})
        return None


def finish():
    """Hands over what came of the calls."""
    with open(os.environ["CLIENT_RESULTS"], "w", encoding="utf-8") as file:
        json.dump(_made, file)
    sys.exit()
