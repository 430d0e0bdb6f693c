"""Another reader of sealed pages, written from docs/file-format.md alone: nothing of the journal is in it."""

import hashlib
import json
import re
import unicodedata
from base64 import b64decode

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

ELEMENT = re.compile(r'<script type="application/json" id="sealed">(.*?)</script>', re.DOTALL)


def open_page(page: str, words: str) -> str:
    """Return the HTML inside a sealed page. Wrong words raise `InvalidTag`."""
    [found] = ELEMENT.findall(page)
    sealed = json.loads(found)
    total = hashlib.sha256(f"{sealed['parameters']}\n{sealed['ciphertext']}".encode()).hexdigest()
    assert total == sealed["sum"], "the file is damaged"
    parameters = json.loads(sealed["parameters"])
    kind = [parameters[key] for key in ("format", "version", "kdf", "hash", "cipher")]
    assert kind == ["sealed-page", 1, "pbkdf2-hmac", "sha-256", "aes-256-gcm"]
    secret = re.sub("[^a-z]", "", unicodedata.normalize("NFKC", words).lower()).encode()
    key = hashlib.pbkdf2_hmac("sha256", secret, b64decode(parameters["salt"]), parameters["rounds"], 32)
    whole = AESGCM(key).decrypt(
        b64decode(parameters["nonce"]), b64decode(sealed["ciphertext"]), sealed["parameters"].encode()
    )
    length = int.from_bytes(whole[:4], "big")
    assert not any(whole[4 + length :])
    html: str = json.loads(whole[4 : 4 + length])["html"]
    return html
