"""Exits with 0 when the service answers. Started by the image's health check, in the same container."""
import ssl
from urllib.request import urlopen

# It asks itself by its address, which no certificate names.
context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
urlopen("https://127.0.0.1:8443/", timeout=2, context=context)
