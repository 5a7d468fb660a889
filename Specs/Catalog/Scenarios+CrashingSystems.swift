import QuorateLanguage

/// Systems whose replicas crash and whose clocks and copies differ: locks, leases, elections, and merging.
let crashScenarios = [
    Scenario(
        36, "A sword in a game is in one player's hands.",
        [.spec("UniqueItem"), .spec("UniqueItem", mutant: "local-view")]),
    Scenario(
        37, "What can be used once is used once, although locks run out.",
        [
            .spec("ConsumableItem"), .spec("ConsumableItem", mutant: "lock-only"),
            .spec("ConsumableItem", mutant: "unfenced-look"),
        ]),
    Scenario(
        38, "Traffic lights have one coordinator at a time.",
        [.spec("GreenWave"), .spec("GreenWave", mutant: "takeover-after-timeout")]),
    Scenario(
        39, "A vote survives a reboot.",
        [
            .spec("Raft", ["servers": 3, "terms": 2, "entries": 0]), .spec("Raft", mutant: "volatile-vote"),
            .spec("GreenWave", mutant: "volatile-vote"),
        ]),
    Scenario(
        40, "Of two routers one is active, and a witness says which.",
        [.spec("RedundantRouters"), .spec("RedundantRouters", mutant: "heartbeat-only")]),
    Scenario(
        41, "A printer obeys one department: a vote, a lease and a token, of which none can be spared.",
        [
            .spec("SharedPrinter"), .spec("SharedPrinter", mutant: "votes-again"),
            .spec("SharedPrinter", mutant: "no-wait"), .spec("SharedPrinter", mutant: "no-fencing"),
        ]),
    Scenario(
        42, "A device is passed through to one machine, by a lease and a token.",
        [
            .spec("SharedPrinter", ["announced": 1]),
            .spec("SharedPrinter", mutant: "no-fencing", ["announced": 1]),
        ]),
    Scenario(
        43, "A job bills its customer once, whichever scheduler runs it.",
        [
            .spec("DistributedCron"), .spec("DistributedCron", mutant: "check-then-start"),
            .spec("DistributedCron", mutant: "arms-before-starting"),
        ]),
    Scenario(
        44, "A schema changes under services of unlike versions.",
        [.spec("SchemaMigration"), .spec("SchemaMigration", mutant: "without-barrier")]),
    Scenario(
        45, "A file lock outlives its server: lease, epoch, fence and request ids.",
        [
            .spec("LockFailover"), .spec("LockFailover", mutant: "no-wait"),
            .spec("LockFailover", mutant: "same-epoch"), .spec("LockFailover", mutant: "no-fence"),
            .spec("LockFailover", mutant: "no-deduplication"),
        ]),
    Scenario(
        46, "How many replicas do two quorums share: 2q - n, which is 1 or f + 1.",
        [.claim("crash-overlap"), .claim("pbft-overlap")]),
    Scenario(
        47, "A directory is committed by 2f + 1 signatures on its Merkle root.",
        [
            .spec("CommitCertificate"), .spec("CommitCertificate", mutant: "small-certificate"),
            .spec("CommitCertificate", mutant: "unsigned-contents"),
        ]),
    Scenario(
        48, "Sets of kernel modules that only grow are merged, and converge.",
        [
            .spec("GrowOnlySet"), .spec("GrowOnlySet", mutant: "overwriting-merge"),
            .claim("grow-only-set"), .claim("toggling-set"),
        ]),
    Scenario(
        49, "A key that was removed stays away, unless somebody adds it anew.",
        [
            .spec("ObservedRemoveSet"), .spec("ObservedRemoveSet", mutant: "untagged-additions"),
            .spec("ObservedRemoveSet", mutant: "without-tombstones"),
        ]),
    Scenario(
        50, "A counter that must not fall below zero needs more than merging.",
        [.spec("NonNegativeCounter"), .spec("NonNegativeCounter", mutant: "uncoordinated")]),
    Scenario(
        51, "One leader at all times needs votes, not merging.",
        [.spec("LeaderRegister"), .spec("LeaderRegister", mutant: "merged-register")]),
    Scenario(
        52, "No acknowledged write is lost with mirrors; with snapshots, those of the last interval.",
        [
            .spec("SynchronousMirroring"), .spec("SynchronousMirroring", mutant: "acknowledges-first"),
            .spec("PeriodicSnapshots"), .spec("PeriodicSnapshots", ["lossless": 1]),
            .claim("PeriodicSnapshots.recovery-point"), .cost("SynchronousMirroring", .rounds),
            .cost("PeriodicSnapshots", .seconds),
        ]),
    Scenario(
        53, "A queue processes each message once, acknowledges by a quorum, and remembers what it has seen.",
        [
            .spec("ExactlyOnceQueue"), .spec("ExactlyOnceQueue", mutant: "volatile-last-seen"),
            .spec("ExactlyOnceQueue", mutant: "no-deduplication"),
            .spec("ExactlyOnceQueue", mutant: "minority-acknowledgement"),
        ]),
    Scenario(
        54, "A process moves while it runs, and no page is lost or older.",
        [
            .spec("LiveMigration"), .spec("LiveMigration", mutant: "no-prepare"),
            .spec("LiveMigration", mutant: "one-store-write"),
            .spec("LiveMigration", mutant: "presumed-abort"),
        ]),
    Scenario(
        55, "A new version takes over by majorities of the old and of the new.",
        [
            .spec("MembershipChange"), .spec("MembershipChange", mutant: "one-step"),
            .claim("raft-joint-consensus"), .claim("raft-direct-change"),
        ]),
    Scenario(
        56, "A copy for each socket is coherent, and saves half of the remote reads.",
        [
            .spec("SocketReplicas"), .spec("SocketReplicas", mutant: "no-wait"),
            .cost("SocketReplicas", .rounds), .cost("SocketReplicas", .messages),
        ]),
    Scenario(
        57, "What does mirroring to two devices cost the processor, in batches?",
        [.cost("MirroringTime", .microseconds)]),
    Scenario(
        58, "A run queue on neighbouring cores loses no thread, and runs none twice.",
        [
            .spec("ReplicatedRunQueue"), .spec("ReplicatedRunQueue", mutant: "no-tombstone"),
            .spec("ReplicatedRunQueue", mutant: "no-lease"),
            .spec("ReplicatedRunQueue", mutant: "no-epochs"),
        ]),
    Scenario(
        59, "Laptops merge what they have; the last writer loses to a fast clock.",
        [
            .spec("LastWriterWins"), .spec("LastWriterWins", mutant: "wall-clock"), .spec("GrowOnlySet"),
            .spec("ObservedRemoveSet"), .spec("NonNegativeCounter", mutant: "uncoordinated"),
            .spec("LeaderRegister", mutant: "merged-register"),
        ]),
    Scenario(
        60, "A scrubber finds a rotten block in ⌈log₂ n⌉ comparisons, and repairs it.",
        [
            .spec("Scrubbing"), .spec("Scrubbing", mutant: "rotten-copy"),
            .spec("Scrubbing", mutant: "linear-scan"),
        ]),
    Scenario(
        61, "A hit counts if the shot provably came before the move.",
        [
            .spec("LagCompensation"), .spec("LagCompensation", mutant: "arrival-order"),
            .claim("lag-compensation"), .claim("lag-compensation-no-margin"),
            .claim("lag-compensation-arrival"),
        ]),
    Scenario(
        62, "How many drones does a majority take, when links fail?",
        [("0.1", ["0.99", "0.9963", "0.99873", "0.999568"]), ("0.3", ["0.91", "0.9163", "0.92953"])]
            .flatMap { failure, figures in
                figures.enumerated().map { index, figure in
                    Scenario.Answer.probability(
                        .init(
                            .leaderHearsMajority(replicas: 3 + 2 * index, failure: failure), stated: figure))
                }
            }
            + [("0.99", "0.1", "3"), ("0.999", "0.1", "9"), ("0.99", "0.3", "27"), ("0.999", "0.3", "51")]
            .map { target, failure, group in
                .probability(.init(.smallestOddGroup(target: target, failure: failure), stated: group))
            }),
    Scenario(
        63, "3f + 1 replicas, quorums and certificates of 2f + 1.",
        [
            .claim("pbft-intersection"), .claim("pbft-overlap"), .spec("CommitCertificate"),
            .spec("CommitCertificate", mutant: "small-certificate"),
        ]),
    Scenario(
        64, "Two generals agree by no number of messengers, of whom any may be lost.",
        [.spec("TwoGenerals", ["messages": 1, "lossy": 0])]
            + (1...6).map { .spec("TwoGenerals", ["messages": $0, "lossy": 1]) }
            + [
                .spec("CommonKnowledge"), .claim("two-generals-last-message"),
                .claim("two-generals-no-message"), .claim("two-generals"), .claim("two-generals-reliable"),
            ]),
    Scenario(
        65, "An account is debited if and only if the machine pays.",
        [
            .spec("CashMachine"), .spec("CashMachine", mutant: "machine-decides-alone"),
            .spec("CashMachine", mutant: "bank-decides-alone"),
        ]),
    Scenario(
        66, "Both ends of a connection close without an error, or neither does.",
        [.spec("ConnectionClose"), .spec("ConnectionClose", mutant: "no-time-wait")]),
    Scenario(
        67, "Custody is handed over after so many confirmations.",
        [
            .spec("BlockchainCustody"), .spec("BlockchainCustody", mutant: "first-confirmation"),
            .spec("BlockchainCustody", mutant: "stalled-chain"),
        ]),
    Scenario(
        68, "A service decides who has custody: always safe, and live after reconnection.",
        [
            .spec("ConsensusService"), .spec("ConsensusService", mutant: "f-replies"),
            .spec("ConsensusService", ["reconnects": 0]),
        ]),
]
