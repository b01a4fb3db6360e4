"""The manifests of server/deploy/kubernetes fit the program and each other."""

import pathlib
import re
import subprocess
import tempfile
import unittest

import yaml
from deploy import DEPLOY, SOURCE, program
from kustomize import build, load

KUBERNETES = DEPLOY / "kubernetes"
BASE = KUBERNETES / "base"
COMPONENTS = KUBERNETES / "components"
CHART = DEPLOY / "helm/bellwether"
# The pack of each kind of installation, where it stands in the repository.
PACKS = {
    "base": SOURCE / "rules/saas",
    "pack-from-configmap": KUBERNETES / "pack-from-configmap/pack.yaml",
    "pack-from-git": SOURCE / "rules/saas",
}


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
        folders = [path.parent for path in KUBERNETES.rglob("kustomization.yaml")]
        self.assertGreater(len(folders), 5)
        for folder in folders:
            listed = load(folder / "kustomization.yaml")
            named = {resource for resource in listed.get("resources", []) if not resource.startswith("..")}
            named |= {patch["path"] for patch in listed.get("patches", [])}
            for generator in listed.get("configMapGenerator", []):
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


class Components(unittest.TestCase):
    """What gives the server its secrets goes with every way to the pack."""

    NAMES = ("secured", "client-certificates", "postgresql")

    def each(self):
        """Base and overlays with all components: (name, the objects without them, with them)."""
        for name in PACKS:
            yield name, build([KUBERNETES / name]), build([KUBERNETES / name], [COMPONENTS / c for c in self.NAMES])

    def test_all_are_looked_at(self):
        self.assertEqual({path.name for path in COMPONENTS.iterdir()}, {*self.NAMES, "http"})
        self.assertEqual({path.name for path in KUBERNETES.iterdir()}, {*PACKS, "components", "secured"})

    def test_secured_is_the_base_with_the_component(self):
        self.assertEqual(build([KUBERNETES / "secured"]), build([BASE], [COMPONENTS / "secured"]))

    def test_secrets_are_mounted_for_the_server_alone(self):
        for name, _, manifests in self.each():
            pod = manifests["Deployment"]["spec"]["template"]["spec"]
            secrets = {volume["name"]: volume["secret"] for volume in pod["volumes"] if "secret" in volume}
            self.assertEqual(set(secrets), {"tls", "access", "store"}, name)
            for secret in secrets.values():
                self.assertEqual(secret["defaultMode"], 0o440)  # the group is that of the pod: fsGroup
            mounts = [mount for mount in pod["containers"][0]["volumeMounts"] if mount["name"] in secrets]
            self.assertEqual({mount["name"] for mount in mounts}, set(secrets), name)
            for mount in mounts:
                self.assertTrue(mount["readOnly"])
                self.assertNotIn("subPath", mount)  # which Kubernetes does not renew
            for container in pod.get("initContainers", []):
                self.assertFalse({mount["name"] for mount in container["volumeMounts"]} & set(secrets), name)

    def test_every_file_that_is_named_is_mounted(self):
        for name, _, manifests in self.each():
            (container,) = manifests["Deployment"]["spec"]["template"]["spec"]["containers"]
            folders = {mount["mountPath"] for mount in container["volumeMounts"]}
            named = [word.partition("=")[2] for word in container["args"] if "=/" in word]
            named += [one["value"] for one in container["env"] if one.get("value", "").startswith("/")]
            self.assertEqual(len(named), 5, name)
            for path in named:
                self.assertIn(str(pathlib.PurePath(path).parent), folders, name)

    def test_probes_ask_the_port_of_metrics(self):
        for name, plain, manifests in self.each():
            (container,) = manifests["Deployment"]["spec"]["template"]["spec"]["containers"]
            (before,) = plain["Deployment"]["spec"]["template"]["spec"]["containers"]
            self.assertIn("metrics", {port["name"] for port in container["ports"]})
            paths = {"startupProbe": "/readyz", "readinessProbe": "/readyz", "livenessProbe": "/healthz"}
            for probe, path in paths.items():
                self.assertEqual(container[probe].pop("httpGet"), {"port": "metrics", "path": path}, name)
                del before[probe]["grpc"]
                self.assertEqual(container[probe], before[probe], f"{name}: as patient as before")

    def test_nobody_is_let_in_or_out_but_to_the_database(self):
        for name, plain, manifests in self.each():
            policy, before = manifests["NetworkPolicy"]["spec"], plain["NetworkPolicy"]["spec"]
            self.assertEqual(policy["ingress"], before["ingress"], name)
            *others, database = policy["egress"]
            self.assertEqual(others, before["egress"], name)
            self.assertEqual({port["port"] for port in database["ports"]}, {5432, 53})
            secured = build([KUBERNETES / name], [COMPONENTS / "secured", COMPONENTS / "client-certificates"])
            self.assertEqual(secured["NetworkPolicy"], plain["NetworkPolicy"], name)

    def test_proxies_are_told_that_it_speaks_tls(self):
        for name, plain, manifests in self.each():
            told = [made["Service"]["spec"]["ports"][0].pop("appProtocol") for made in (plain, manifests)]
            self.assertEqual(told, ["kubernetes.io/h2c", "https"], name)
            self.assertEqual(manifests["Service"], plain["Service"], name)

    def test_no_secret_stands_in_a_file(self):
        for path in DEPLOY.rglob("*"):
            text = path.read_text() if path.is_file() else ""
            for word in ("PRIVATE KEY-----", "secretGenerator", "kind: Secret", "stringData"):
                self.assertNotIn(word, text, path)
            self.assertNotRegex(text, r"postgres(ql)?://[^/\s@]*:[^/\s@]+@", path)


class Http(unittest.TestCase):
    """The component that has calls taken over HTTP."""

    def each(self):
        """(name, the objects with TLS and callers, the same with HTTP)"""
        secured, http = COMPONENTS / "secured", COMPONENTS / "http"
        for name in PACKS:
            yield name, build([KUBERNETES / name], [secured]), build([KUBERNETES / name], [secured, http])

    def options(self, manifests):
        (container,) = manifests["Deployment"]["spec"]["template"]["spec"]["containers"]
        return container, dict(word.split("=", 1) for word in container["args"] if "=" in word)

    def test_ports_agree(self):
        for name, before, manifests in self.each():
            container, options = self.options(manifests)
            *others, port = container["ports"]
            self.assertEqual(others, self.options(before)[0]["ports"], name)
            self.assertEqual((port["name"], str(port["containerPort"])),
                             ("http", options["--http-address"].rpartition(":")[2]))
            *others, service = manifests["Service"]["spec"]["ports"]
            self.assertEqual(others, before["Service"]["spec"]["ports"], name)
            self.assertEqual((service["name"], service["targetPort"], service["appProtocol"]), ("http", "http", "https"))

    def test_whom_it_lets_in_is_said(self):
        for name, before, manifests in self.each():
            policy, other = manifests["NetworkPolicy"]["spec"], before["NetworkPolicy"]["spec"]
            *others, http = policy["ingress"]
            self.assertEqual((others, policy["egress"]), (other["ingress"], other["egress"]), name)
            self.assertEqual([port["port"] for port in http["ports"]], ["http"])
            self.assertTrue(http["from"], "an empty list would be everybody")

    def test_the_server_takes_its_options_and_not_without_callers(self):
        for name, _, manifests in self.each():
            _, options = self.options(manifests)
            http = {"address": options["--http-address"], "cors_origins": options["--http-cors-origins"]}
            config = {**load(KUBERNETES / name / "bellwetherd.yaml"), "http": http}
            done = check_config(config, PACKS[name])
            self.assertEqual((done.returncode, done.stderr), (0, ""), name)
            done = check_config({**config, "insecure_listen": False}, PACKS[name])
            self.assertEqual(done.returncode, 2)
            self.assertIn(f"others can reach `{http['address']}`", done.stderr)


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
        config = load(CHART / "values.yaml")["config"]
        done = check_config({**config, "insecure_listen": True}, PACKS["base"])
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_the_chart_has_http_as_the_server_has_it(self):
        values = load(CHART / "values.yaml")
        schema = yaml.safe_load((CHART / "values.schema.json").read_text())["properties"]
        keys = {"address", "cors_origins", "console"}
        self.assertEqual(set(values["config"]["http"]), keys)
        self.assertEqual(set(schema["config"]["properties"]["http"]["properties"]), keys)
        self.assertEqual(values["config"]["http"]["address"], "none")
        self.assertTrue(values["networkPolicy"]["httpFrom"], "an empty list would be nobody")
        policy = (CHART / "templates/networkpolicy.yaml").read_text()
        self.assertIn('if and (include "bellwether.httpPort" .) .Values.networkPolicy.httpFrom', policy)
        config = {**values["config"], "insecure_listen": True}
        http = {"address": f"0.0.0.0:{values['service']['httpPort']}", "cors_origins": "https://console.example.com"}
        done = check_config({**config, "http": {**config["http"], **http}}, PACKS["base"])
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        # What the chart refuses, the server does.
        for wrong in ({"cors_origins": "https://console.example.com"}, {"console": str(SOURCE)}):
            done = check_config({**config, "http": {**config["http"], **wrong}}, PACKS["base"])
            self.assertEqual(done.returncode, 2, wrong)
            self.assertIn("without --http-address", done.stderr)

    def test_the_server_lacks_by_default_what_the_chart_says(self):
        values = load(CHART / "values.yaml")
        done = check_config({**values["config"], "insecure_listen": values["insecureListen"]}, PACKS["base"])
        self.assertEqual(done.returncode, 2)
        self.assertIn("lacks TLS and a way to know its callers", done.stderr)

    def test_files_lie_where_the_components_have_them(self):
        file = re.compile(r"/etc/bellwether-\w+/[\w.]+")
        helpers = (CHART / "templates/_helpers.tpl").read_text().replace("-tls/%s", "-tls/ca.crt")
        patches = "".join((COMPONENTS / name / "deployment.patch.yaml").read_text()
                          for name in ("secured", "client-certificates"))
        self.assertEqual(set(file.findall(helpers)), set(file.findall(patches)))

    def test_every_value_is_in_the_schema_and_used(self):
        values = load(CHART / "values.yaml")
        schema = yaml.safe_load((CHART / "values.schema.json").read_text())["properties"]
        templates = "".join(path.read_text() for path in (CHART / "templates").iterdir())
        self.assertGreater(len(values), 15)
        for name in values:
            self.assertIn(name, schema)
            self.assertIn(f".Values.{name}", templates)
        for name in ("tls", "access", "store", "networkPolicy", "service"):
            self.assertEqual(set(values[name]), set(schema[name]["properties"]))
            self.assertFalse(schema[name]["additionalProperties"])
            for key in values[name]:
                self.assertIn(f".Values.{name}.{key}", templates)


if __name__ == "__main__":
    program.main()
