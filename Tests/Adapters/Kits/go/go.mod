module quorate

go 1.18
