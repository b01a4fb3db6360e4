"""Alerts, scrape configuration and dashboard fit the metrics of the server, and promtool likes them."""

import json
import re
import shutil
import subprocess
import unittest

from deploy import DEPLOY, SOURCE, program

PROMETHEUS = DEPLOY / "prometheus"
DASHBOARD = DEPLOY / "grafana/bellwether-dashboard.json"
NAME = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")
# Words of PromQL that may stand where a metric may.
WORDS = set("""abs and avg by changes count group_left group_right histogram_quantile ignoring increase label_values max
    min offset on rate scalar sum time topk without""".split())
# Known to Prometheus itself.
OWN = {"up"}


def table():
    """{metric: (type, [label])} of docs/metrics.md, which another test holds against the server."""
    page = (SOURCE / "docs/metrics.md").read_text()
    rows = page[page.index("<!-- metrics -->"):page.index("<!-- end -->")]
    metrics = {}
    for name, kind, labels in re.findall(r"^\| `(\w+)` \| (\w+) \| [^|]* \| ([^|]*) \|", rows, re.MULTILINE):
        metrics[name] = (kind, re.findall(r"`(\w+)`", labels))
    return metrics


def names_in(expression):
    """The metrics that a PromQL expression reads, and the labels that it matches or groups by."""
    text = re.sub(r'"[^"]*"', '""', expression)
    labels = set()
    for selector in re.findall(r"\{([^}]*)\}", text):
        labels |= set(re.findall(r"(\w+)\s*(?:=~|!~|!=|=)", selector))
    for grouping in re.findall(r"\b(?:by|ignoring|on|without)\s*\(([^)]*)\)", text):
        labels |= set(NAME.findall(grouping))
    text = re.sub(r"\{[^}]*\}", "", text)
    text = re.sub(r"\b(?:by|ignoring|on|without)\s*\([^)]*\)", "", text)
    text = re.sub(r"\[[^\]]*\]", "", text)
    text = re.sub(r"\boffset\s+\w+", "", text)
    text = re.sub(r"\b[0-9.]+\b", "", text)
    return {name for name in NAME.findall(text) if name not in WORDS}, labels


class Expressions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.metrics = table()

    def judge(self, expression, where):
        names, labels = names_in(expression)
        self.assertTrue(names, where)
        known = {"instance", "job", "le"}
        for name in names - OWN:
            base = re.sub(r"_(bucket|sum|count)$", "", name)
            is_part = base != name and self.metrics.get(base, ("",))[0] == "histogram"
            self.assertIn(base if is_part else name, self.metrics, where)
            kind, own = self.metrics[base if is_part else name]
            self.assertEqual(kind == "histogram", is_part, f"{where}: {name}")
            known |= set(own)
        self.assertLessEqual(labels, known, where)

    def test_the_table_is_read(self):
        self.assertGreater(len(self.metrics), 30)
        self.assertEqual(self.metrics["bellwether_requests_total"], ("counter", ["method", "code"]))

    def test_a_name_that_there_is_not_is_noticed(self):
        with self.assertRaises(AssertionError):
            self.judge("rate(bellwether_request_total[5m])", "")
        with self.assertRaises(AssertionError):
            self.judge('bellwether_requests_total{status="OK"}', "")
        with self.assertRaises(AssertionError):
            self.judge("sum by (methode) (bellwether_requests_total)", "")

    def test_alerts_read_metrics_of_the_table(self):
        # By hand: YAML is not in Python's library, and an alert's expression is one line or a block.
        text = (PROMETHEUS / "bellwether-alerts.yml").read_text()
        alerts = re.split(r"^      - alert: ", text, flags=re.MULTILINE)[1:]
        self.assertGreater(len(alerts), 10)
        for alert in alerts:
            name = alert.split("\n", 1)[0]
            (expression,) = re.findall(r"^        expr: (?:\|\n((?:          .*\n)+)|(.*)\n)", alert, re.MULTILINE)
            self.judge("".join(expression), name)

    def test_every_alert_has_a_test_in_which_it_fires(self):
        alerts = re.findall(r"- alert: (\w+)", (PROMETHEUS / "bellwether-alerts.yml").read_text())
        tests = (PROMETHEUS / "bellwether-alerts.test.yml").read_text()
        fired = set(re.findall(r"alertname: (\w+)\n\s+exp_alerts:", tests))
        self.assertEqual(fired, set(alerts))

    def test_the_dashboard_reads_metrics_of_the_table(self):
        dashboard = json.loads(DASHBOARD.read_text())
        read = set()
        for panel in dashboard["panels"]:
            for target in panel.get("targets", []):
                self.judge(target["expr"], panel["title"])
                read |= names_in(target["expr"])[0]
                for label in re.findall(r"\{\{(\w+)\}\}", target["legendFormat"]):
                    self.assertIn(label, names_in(target["expr"])[1] | {"instance"}, panel["title"])
        for annotation in dashboard["annotations"]["list"]:
            self.judge(annotation["expr"], annotation["name"])
        for variable in dashboard["templating"]["list"]:
            if variable["type"] == "query":
                metric, label = re.fullmatch(r"label_values\((\w+), (\w+)\)", variable["definition"]).groups()
                self.judge(f'{metric}{{{label}="x"}}', variable["name"])
        self.assertGreater(len(read), 25)

    def test_panels_stand_side_by_side(self):
        taken = set()
        panels = json.loads(DASHBOARD.read_text())["panels"]
        self.assertEqual(len({panel["id"] for panel in panels}), len(panels))
        for panel in panels:
            place = panel["gridPos"]
            self.assertLessEqual(place["x"] + place["w"], 24, panel["title"])
            cells = {(x, y) for x in range(place["x"], place["x"] + place["w"])
                     for y in range(place["y"], place["y"] + place["h"])}
            self.assertFalse(cells & taken, panel["title"])
            taken |= cells


@unittest.skipUnless(shutil.which("promtool"), "promtool is not here: scripts/install test installs it")
class Promtool(unittest.TestCase):
    def promtool(self, *arguments):
        done = subprocess.run(["promtool", *arguments], cwd=PROMETHEUS, capture_output=True, text=True,
                              check=False, timeout=120)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_the_scrape_configuration_is_good(self):
        self.promtool("check", "config", "prometheus.yml")

    def test_the_alerts_are_good(self):
        self.promtool("check", "rules", "bellwether-alerts.yml")

    def test_the_alerts_fire_where_they_should(self):
        self.promtool("test", "rules", "bellwether-alerts.test.yml")

    def test_every_expression_of_the_dashboard_is_promql(self):
        rules = []
        for panel in json.loads(DASHBOARD.read_text())["panels"]:
            for target in panel.get("targets", []):
                expression = target["expr"].replace("$__rate_interval", "5m")
                rules.append({"record": f"panel:{panel['id']}:{target['refId']}", "expr": expression})
        # JSON is YAML.
        text = json.dumps({"groups": [{"name": "dashboard", "rules": rules}]})
        done = subprocess.run(["promtool", "check", "rules", "/dev/stdin"], input=text, capture_output=True,
                              text=True, check=False, timeout=60)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn(f"{len(rules)} rules found", done.stdout)


if __name__ == "__main__":
    program.main()
