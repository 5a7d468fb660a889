"""No code at all: answers as the exported test in its folder expects, but for one lie."""
import json
import sys

sys.path.insert(0, ".")
from test_run import STEPS  # noqa: E402

lie = sys.argv[1]
names = list(json.loads(STEPS[0][1])) if lie not in ("part", "weather") else ["acknowledged"]
if lie == "weather":
    names.append("weather")
steps = iter(STEPS)
for line in sys.stdin:
    request = json.loads(line)
    answer = {"protocol": 1, "observes": names}
    if request["op"] != "hello":
        _, state, refused = next(steps)
        if lie == "false for 0":
            state = state.replace('{"#bigint": "0"}', "false")
        if lie == "plain":
            state = state.replace('{"#bigint": "0"}', "0")
        state = json.loads(state)
        answer = {"state": {name: state.get(name) for name in names}}
        if lie != "deedless":
            answer["did"] = "refused" if refused and lie == "" else "done"
        if lie == "messages":
            answer["messages"] = [{"from": "r0", "to": None, "content": "commit!"}]
    print(json.dumps({"id": request["id"], **answer}), flush=True)
