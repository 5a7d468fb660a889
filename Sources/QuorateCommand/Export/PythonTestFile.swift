/// The text of a Python test that takes an adapter along one run.
struct PythonTestFile {
    let run: AdapterTestRun

    private var name: String { run.words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined() }

    private var steps: String {
        run.steps.map { step in
            "    (\n        \(step.request.quotedForTests),\n        \(step.state.quotedForTests),\n"
                + "        \(step.isRefused ? "True" : "False"),\n    ),\n"
        }.joined()
    }

    var text: String {
        #"""
        # Written by `\#(run.program) export --for python`: \#(run.title).
        #
        # \#(AdapterTestRun.variable) names the command of the adapter, which has to take every step up to the one that is
        # marked as refused. Words of it that have spaces are in quotes. Run it with `python3 -m unittest` or with pytest.
        import json
        import os
        import shlex
        import subprocess
        import threading
        import unittest

        HELLO = \#(run.greeting.quotedForTests)

        # Request, state of the spec afterwards, and whether the code has to refuse it.
        STEPS = [
        \#(steps)]


        def plain(value):
            """The value with the elements of sets and maps in one order, and numbers as JSON has them."""
            if isinstance(value, list):
                return [plain(element) for element in value]
            if not isinstance(value, dict):
                return value
            if "#bigint" in value:
                return int(value["#bigint"])
            record = {key: plain(field) for key, field in value.items()}
            for key in ("#set", "#map"):
                if key in record:
                    record[key].sort(key=json.dumps)
            return record


        def text(value):
            """The value as JSON, in which true is no 1."""
            return json.dumps(plain(value), sort_keys=True)


        class \#(name)Test(unittest.TestCase):
            def setUp(self):
                command = shlex.split(os.environ.get("\#(AdapterTestRun.variable)", ""))
                self.assertTrue(command, "\#(AdapterTestRun.variable) does not name the command of the adapter")
                self.adapter = subprocess.Popen(
                    command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
                self.watch = threading.Timer(60, self.adapter.kill)
                self.watch.start()
                self.number = 0

            def tearDown(self):
                self.watch.cancel()
                self.adapter.kill()
                self.adapter.communicate()

            def ask(self, request):
                self.number += 1
                line = json.dumps({"id": self.number, **json.loads(request)})
                self.adapter.stdin.write(line + "\n")
                self.adapter.stdin.flush()
                answer = json.loads(self.adapter.stdout.readline() or "{}")
                self.assertEqual(answer.get("id"), self.number, f"no answer to {request}")
                self.assertNotIn("error", answer, request)
                return answer

            def test_run(self):
                observes = self.ask(HELLO)["observes"]
                self.assertTrue(observes, "the adapter observes nothing")
                for request, state, refused in STEPS:
                    answer = self.ask(request)
                    expected = json.loads(state)
                    for name in observes:
                        self.assertIn(name, expected, f"{name} is no variable of the spec")
                        self.assertEqual(
                            text(answer["state"][name]), text(expected[name]), f"{name} after {request}")
                    if json.loads(request)["op"] == "start":
                        continue
                    self.assertIn("did", answer, request)
                    if not refused:
                        self.assertEqual(answer["did"], "done", request)
                    elif answer["did"] == "done":
                        self.assertFalse(answer.get("messages"), f"{request} is to be refused, and sends messages")
                        self.assertEqual(
                            set(observes), set(expected),
                            f"that {request} is refused cannot be told: it is done, and not all variables are observed")
                    else:
                        self.assertIn(answer["did"], ("refused", "impossible", "never"), request)


        if __name__ == "__main__":
            unittest.main()

        """#
    }
}
