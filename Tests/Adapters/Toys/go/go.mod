module twophasecommit

go 1.18

require quorate v0.0.0

replace quorate => ../../Kits/go
