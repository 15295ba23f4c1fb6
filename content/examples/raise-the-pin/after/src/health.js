// Exits with 0 when the service answers. Started by the image's health check.
const response = await fetch('http://127.0.0.1:8080/health').catch(() => undefined);
process.exit(response?.ok ? 0 : 1);
