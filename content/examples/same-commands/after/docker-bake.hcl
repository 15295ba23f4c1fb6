target "tides" {
  context    = "tides"
  tags       = ["registry.tides.example:5000/tides:1"]
  cache-from = ["type=registry,ref=registry.tides.example:5000/tides:cache"]
  cache-to   = ["type=registry,ref=registry.tides.example:5000/tides:cache"]
}

target "stations" {
  context    = "stations"
  tags       = ["registry.tides.example:5000/stations:1"]
  cache-from = ["type=registry,ref=registry.tides.example:5000/tides:cache"]
}
