"""The manifests of server/deploy/kubernetes fit the program and each other."""

import pathlib
import re
import subprocess
import tempfile
import unittest

import yaml
from deploy import DEPLOY, SOURCE, program

KUBERNETES = DEPLOY / "kubernetes"
BASE = KUBERNETES / "base"
CHART = DEPLOY / "helm/bellwether"
# The pack of each kind of installation, where it stands in the repository.
PACKS = {
    "base": SOURCE / "rules/saas",
    "pack-from-configmap": KUBERNETES / "pack-from-configmap/pack.yaml",
    "pack-from-git": SOURCE / "rules/saas",
}


def load(path):
    return yaml.safe_load(path.read_text())


def seconds(text):
    number, unit = re.fullmatch(r"(\d+)([sm])", text).groups()
    return int(number) * {"s": 1, "m": 60}[unit]


def check_config(config, pack):
    """What `bellwetherd --check-config` says about a configuration, with the pack where it is here."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "bellwetherd.yaml"
        path.write_text(yaml.safe_dump({**config, "pack": str(pack)}))
        command = [program.find("bellwetherd"), "--config", path, "--check-config"]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


class Manifests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.manifests = {
            load(path)["kind"]: load(path)
            for path in BASE.glob("*.yaml")
            if path.name not in ("kustomization.yaml", "bellwetherd.yaml")
        }
        cls.deployment = cls.manifests["Deployment"]["spec"]
        cls.pod = cls.deployment["template"]["spec"]
        (cls.container,) = cls.pod["containers"]

    def test_all_are_listed(self):
        for folder in KUBERNETES.iterdir():
            listed = load(folder / "kustomization.yaml")
            named = {resource for resource in listed["resources"] if not resource.startswith("..")}
            named |= {patch["path"] for patch in listed.get("patches", [])}
            for generator in listed["configMapGenerator"]:
                named |= set(generator["files"])
            self.assertEqual(named | {"kustomization.yaml"}, {path.name for path in folder.iterdir()}, folder)

    def test_the_server_takes_each_configuration_with_its_pack(self):
        for name, pack in PACKS.items():
            done = check_config(load(KUBERNETES / name / "bellwetherd.yaml"), pack)
            self.assertEqual((done.returncode, done.stderr), (0, ""), name)

    def test_the_server_refuses_what_it_does_not_know(self):
        done = check_config({**load(BASE / "bellwetherd.yaml"), "shutdwon": {}}, PACKS["base"])
        self.assertEqual(done.returncode, 2)

    def test_pods_have_time_to_end(self):
        for config, grace in (
            (load(BASE / "bellwetherd.yaml"), self.pod["terminationGracePeriodSeconds"]),
            (load(CHART / "values.yaml")["config"], load(CHART / "values.yaml")["terminationGracePeriodSeconds"]),
        ):
            shutdown = config["shutdown"]
            self.assertLess(seconds(shutdown["drain_delay"]) + seconds(shutdown["deadline"]), grace)

    def test_ports_agree(self):
        port = int(load(BASE / "bellwetherd.yaml")["listen"].rpartition(":")[2])
        named, _ = self.container["ports"]
        self.assertEqual((named["name"], named["containerPort"]), ("grpc", port))
        self.assertEqual(self.manifests["Service"]["spec"]["ports"][0]["targetPort"], "grpc")
        for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
            self.assertEqual(self.container[probe]["grpc"]["port"], port)

    def test_metrics_are_scraped_where_they_are_served(self):
        port = load(BASE / "bellwetherd.yaml")["metrics"]["listen"].rpartition(":")[2]
        _, metrics = self.container["ports"]
        self.assertEqual((metrics["name"], str(metrics["containerPort"])), ("metrics", port))
        annotations = self.deployment["template"]["metadata"]["annotations"]
        self.assertEqual(
            (annotations["prometheus.io/scrape"], annotations["prometheus.io/port"]), ("true", port)
        )
        scrapers = self.manifests["NetworkPolicy"]["spec"]["ingress"][1]
        self.assertEqual(scrapers["ports"][0]["port"], "metrics")

    def test_probes_ask_about_services_that_there_are(self):
        protos = "".join(path.read_text() for path in (SOURCE / "protos/bellwether/v1").glob("*.proto"))
        asked = self.container["readinessProbe"]["grpc"]["service"]
        self.assertIn(f"service {asked.removeprefix('bellwether.v1.')} {{", protos)

    def test_selectors_find_the_pods(self):
        labels = self.deployment["template"]["metadata"]["labels"]
        for selector in (
            self.deployment["selector"]["matchLabels"],
            self.manifests["Service"]["spec"]["selector"],
            self.manifests["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"],
            self.manifests["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"],
        ):
            self.assertEqual(selector, labels)
        self.assertEqual(
            self.manifests["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]["name"],
            self.manifests["Deployment"]["metadata"]["name"],
        )

    def test_the_user_is_that_of_the_image(self):
        (user,) = re.findall(r"^USER (\d+):\d+$", (DEPLOY / "docker/Dockerfile").read_text(), re.MULTILINE)
        self.assertEqual(self.pod["securityContext"]["runAsUser"], int(user))
        self.assertTrue(self.container["securityContext"]["readOnlyRootFilesystem"])


class Versions(unittest.TestCase):
    def test_all_are_that_of_the_project(self):
        (version,) = re.findall(r"project\(bellwether VERSION (\S+)", (SOURCE / "CMakeLists.txt").read_text())
        chart = load(CHART / "Chart.yaml")
        self.assertEqual((chart["version"], chart["appVersion"]), (version, version))
        self.assertEqual(load(BASE / "kustomization.yaml")["images"][0]["newTag"], version)
        python = (SOURCE / "clients/python/pyproject.toml").read_text()
        self.assertIn(f'\nversion = "{version}"\n', python)


class Values(unittest.TestCase):
    def test_the_server_takes_the_configuration_of_the_chart(self):
        done = check_config(load(CHART / "values.yaml")["config"], PACKS["base"])
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_every_value_is_in_the_schema_and_used(self):
        values = load(CHART / "values.yaml")
        schema = yaml.safe_load((CHART / "values.schema.json").read_text())["properties"]
        templates = "".join(path.read_text() for path in (CHART / "templates").iterdir())
        self.assertGreater(len(values), 15)
        for name in values:
            self.assertIn(name, schema)
            self.assertIn(f".Values.{name}", templates)


if __name__ == "__main__":
    program.main()
