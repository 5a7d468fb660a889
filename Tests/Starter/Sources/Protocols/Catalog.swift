import Quorate

public let catalog = Catalog([
    .spec(
        Election(),
        // 4^3 ways to vote, and in 30 of them somebody has a majority and may lead.
        instances: Election.expected(by: "counted by hand", [.holds(Election(), distinct: 94)])),
    .spec(EchoBroadcast()),
])
