"""unittest_lines.py FILE RESULTS: runs the tests of one file and writes a line of JSON per test, for record.mjs."""
import importlib.util
import json
import sys
import time
import unittest


class Lines(unittest.TextTestResult):
    """Writes each test as it ends."""

    def startTest(self, test):
        self.began = time.monotonic()
        super().startTest(test)

    def tell(self, test, state):
        line = {"name": test.shortDescription() or test.id(), "ms": (time.monotonic() - getattr(self, "began", time.monotonic())) * 1000, "state": state}
        with open(sys.argv[2], "a", encoding="utf8") as results:
            results.write(json.dumps(line) + "\n")

    def addSuccess(self, test):
        super().addSuccess(test)
        self.tell(test, "passed")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.tell(test, "failed")

    def addError(self, test, err):
        super().addError(test, err)
        self.tell(test, "failed")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.tell(test, "skipped")


spec = importlib.util.spec_from_file_location("tests_of_file", sys.argv[1])
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
suite = unittest.defaultTestLoader.loadTestsFromModule(module)
sys.exit(0 if unittest.TextTestRunner(resultclass=Lines, verbosity=2).run(suite).wasSuccessful() else 1)
