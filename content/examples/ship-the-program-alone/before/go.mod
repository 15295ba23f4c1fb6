module tides.example/tides

go 1.27
