target "tides" {
  context = "tides"
  tags    = ["registry.tides.example:5000/tides:1"]
}

target "stations" {
  context = "stations"
  tags    = ["registry.tides.example:5000/stations:1"]
}
