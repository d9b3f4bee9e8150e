"""Python's requests: one session with its cookies, shared by four threads, as many scripts do."""

from concurrent.futures import ThreadPoolExecutor

import requests

from calls import LOGIN, URL, call, finish, stored

THREADS = 4
RECORDS = 40

session = requests.Session()
session.auth = LOGIN
session.headers["Accept"] = "application/json"


def create(number):
    answer = session.post(
        f"{URL}/api/now/table/incident", json={"short_description": f"thread {number}"}, timeout=30
    )
    answer.raise_for_status()
    return answer.json()["result"]["sys_id"]


def create_all():
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(create, range(RECORDS)))


def all_stored(ids):
    rows = [row for row in stored("incident") if row["short_description"].startswith("thread ")]
    return len(rows) == RECORDS and {row["sys_id"] for row in rows} == set(ids)


def read_by_link():
    rows, url = [], f"{URL}/api/now/table/incident?sysparm_limit=7"
    while url:
        answer = session.get(url, timeout=30)
        answer.raise_for_status()
        rows += answer.json()["result"]
        url = answer.links.get("next", {}).get("url")
    return rows


call(f"{RECORDS} creates in {THREADS} threads of one session", create_all, all_stored)
call("every page by Link", read_by_link, lambda rows: len(rows) == len(stored("incident")))
finish()
