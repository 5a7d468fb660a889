import Quorate

public let catalog = Catalog([
    .spec(
        Election(),
        // 4^3 ways to vote, and in 30 of them somebody has a majority and may lead.
        instances: [SpecInstance(Election(), .holds(distinct: 94, source: "counted by hand"))]),
    .spec(EchoBroadcast()),
])
