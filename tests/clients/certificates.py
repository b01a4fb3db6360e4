"""Certificates, keys and signed tokens, made by the command `openssl` while a test runs."""

import base64
import json
import os
import shutil
import subprocess
import time


def openssl(*words, stdin=None):
    done = subprocess.run(["openssl", *map(str, words)], input=stdin, capture_output=True, timeout=60, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"openssl {' '.join(map(str, words))}: {done.stderr.decode()}")
    return done.stdout


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def mount(folder, files):
    """{name: content} as Kubernetes mounts a Secret, and renews it: names that lead through ..data, which is
    swapped."""
    version = folder / f"..{time.monotonic_ns()}"
    version.mkdir(parents=True)
    for file, content in files.items():
        (version / file).write_bytes(content)
        (version / file).chmod(0o640)
    (folder / "..data_tmp").symlink_to(version.name)
    os.replace(folder / "..data_tmp", folder / "..data")
    for file in files:
        if not (folder / file).is_symlink():
            (folder / file).symlink_to(f"..data/{file}")
    for old in folder.glob("..[0-9]*"):
        if old != version:
            shutil.rmtree(old)


def mount_pair(folder, certificate, key, **more):
    """The same of a certificate and its key, by the names that Kubernetes gives them."""
    mount(folder, {"tls.crt": certificate.read_bytes(), "tls.key": key.read_bytes(), **more})


class Authority:
    """A certificate authority in a folder; certificates are FOLDER/NAME.crt with FOLDER/NAME.key."""

    def __init__(self, folder, name="authority"):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.certificate, self.key = folder / f"{name}.crt", folder / f"{name}.key"
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
                "-subj", f"/CN={name}", "-keyout", self.key, "-out", self.certificate)

    def issue(self, name, alternative_names, days=30):
        certificate, key = self.folder / f"{name}.crt", self.folder / f"{name}.key"
        request, extensions = self.folder / f"{name}.csr", self.folder / f"{name}.ext"
        extensions.write_text(f"subjectAltName={alternative_names}\n")
        openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", f"/CN={name}",
                "-keyout", key, "-out", request)
        openssl("x509", "-req", "-in", request, "-CA", self.certificate, "-CAkey", self.key, "-CAcreateserial",
                "-days", days, "-extfile", extensions, "-out", certificate)
        return certificate, key


class Signer:
    """An issuer's RSA key."""

    def __init__(self, folder, key_id):
        self.folder, self.key_id = folder, key_id
        self.key = folder / f"{key_id}.pem"
        openssl("genpkey", "-algorithm", "rsa", "-pkeyopt", "rsa_keygen_bits:2048", "-out", self.key)

    def jwks(self):
        modulus = openssl("rsa", "-in", self.key, "-noout", "-modulus").decode().strip().partition("=")[2]
        return json.dumps({"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.key_id,
                                     "n": base64url(bytes.fromhex(modulus)), "e": "AQAB"}]})

    def token(self, claims):
        header = {"alg": "RS256", "typ": "JWT", "kid": self.key_id}
        text = ".".join(base64url(json.dumps(part).encode()) for part in (header, claims))
        signature = openssl("dgst", "-sha256", "-sign", self.key, stdin=text.encode())
        return f"{text}.{base64url(signature)}"
