// Ends with 0 when the service answers, else with 1.
const response = await fetch('http://127.0.0.1:8080/').catch(() => undefined);
process.exit(response?.ok ? 0 : 1);
