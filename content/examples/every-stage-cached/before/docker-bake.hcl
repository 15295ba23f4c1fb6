target "tides" {
  context    = "."
  tags       = ["registry.tides.example:5000/tides:1"]
  cache-from = ["type=registry,ref=registry.tides.example:5000/tides:cache"]
  cache-to   = ["type=registry,ref=registry.tides.example:5000/tides:cache"]
}
