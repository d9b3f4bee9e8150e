"""pysnow: https://github.com/rbw/pysnow"""

import tempfile
from urllib.parse import urlsplit

import pysnow

from calls import LOGIN, URL, call, finish, stored, stored_one

client = pysnow.Client(host=urlsplit(URL).netloc, user=LOGIN[0], password=LOGIN[1])
incidents = client.resource(api_path="/table/incident")

made = call(
    "create",
    lambda: incidents.create(payload={"short_description": "snow", "impact": "1"}).one(),
    lambda row: stored_one("incident", row["sys_id"])["impact"] == "1",
)
sys_id = (made or {}).get("sys_id")

call(
    "get one, by a dictionary",
    lambda: incidents.get(query={"sys_id": sys_id}).one(),
    lambda row: row["short_description"] == "snow",
)
builder = pysnow.QueryBuilder().field("short_description").starts_with("snow").AND().field(
    "sys_created_on"
).order_descending()
call(
    "get all, by the query builder",
    lambda: incidents.get(query=builder, stream=False).all(),
    lambda rows: [row["sys_id"] for row in rows] == [sys_id],
)
call(
    "get all, as a stream with a limit and fields",
    lambda: list(incidents.get(query={}, limit=3, fields=["sys_id"], stream=True).all()),
    lambda rows: rows and len(rows) <= 3 and set(rows[0]) == {"sys_id"},
)
call(
    "update",
    lambda: incidents.update(query={"sys_id": sys_id}, payload={"short_description": "ice"}).one(),
    lambda row: stored_one("incident", sys_id)["short_description"] == "ice",
)
with tempfile.NamedTemporaryFile("wb", suffix=".txt") as file:
    file.write(b"hello")
    file.flush()
    call(
        "attachments: upload",
        lambda: incidents.attachments.upload(sys_id=sys_id, file_path=file.name),
        lambda _: any(row["table_sys_id"] == sys_id for row in stored("sys_attachment")),
    )
call(
    "attachments: get",
    lambda: incidents.attachments.get(sys_id=sys_id, limit=10),
    lambda rows: [row["table_sys_id"] for row in rows] == [sys_id],
)
call(
    "delete",
    lambda: incidents.delete(query={"sys_id": sys_id}),
    lambda _: stored_one("incident", sys_id) is None,
)
call(
    "get one that is not there",
    lambda: incidents.get(query={"sys_id": sys_id}).one_or_none(),
    lambda row: row is None,
)
finish()
