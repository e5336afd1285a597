"""A small OpenID provider of the tests' own: it tells who it is, lets everybody in as the person it is told to be, and signs that."""

import base64
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "milepost", "between us"


class Provider:
    """`person` are the claims of whoever logs in next; `asked` are the questions of the last log-in."""

    def __init__(self) -> None:
        self.person: dict[str, Any] = {"sub": "1", "email": "ann@example.org", "email_verified": True, "name": "Ann"}
        self.asked: dict[str, str] = {}
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        provider = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider.answer(self)

            def do_POST(self) -> None:
                provider.answer(self)

            def log_message(self, *told: Any) -> None:
                """Nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, ask: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(ask.path)
        if parts.path == "/.well-known/openid-configuration":
            self._json(ask, self._itself())
        elif parts.path == "/keys":
            self._json(ask, {"keys": [self._public()]})
        elif parts.path == "/log-in":
            self.asked = {name: found[0] for name, found in parse_qs(parts.query).items()}
            ask.send_response(302)
            ask.send_header("Location", f"{self.asked['redirect_uri']}?{urlencode({'code': 'once', 'state': self.asked['state']})}")
            ask.end_headers()
        elif parts.path == "/token":
            ask.rfile.read(int(ask.headers["Content-Length"]))
            self._json(ask, {"access_token": "a", "token_type": "Bearer", "id_token": self._signed()})
        else:
            self._json(ask, self.person)

    def _itself(self) -> dict[str, Any]:
        paths = {"authorization_endpoint": "log-in", "token_endpoint": "token", "jwks_uri": "keys", "userinfo_endpoint": "me"}
        return {"issuer": self.url, **{name: f"{self.url}/{path}" for name, path in paths.items()}}

    def _signed(self) -> str:
        at = int(time.time())
        told = {"iss": self.url, "aud": CLIENT, "iat": at, "exp": at + 60, "nonce": self.asked.get("nonce", ""), **self.person}
        return jwt.encode(told, self.key, algorithm="RS256", headers={"kid": "1"})

    def _public(self) -> dict[str, str]:
        numbers = self.key.public_key().public_numbers()

        def text(number: int) -> str:
            return base64.urlsafe_b64encode(number.to_bytes((number.bit_length() + 7) // 8, "big")).rstrip(b"=").decode()

        return {"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "1", "n": text(numbers.n), "e": text(numbers.e)}

    def _json(self, ask: BaseHTTPRequestHandler, told: Any) -> None:
        body = json.dumps(told).encode()
        ask.send_response(200)
        ask.send_header("Content-Type", "application/json")
        ask.send_header("Content-Length", str(len(body)))
        ask.end_headers()
        ask.wfile.write(body)

    def end(self) -> None:
        self.server.shutdown()
        self.server.server_close()
