import QuorateLanguage

/// Systems in which some replicas may lie: generals, quorums, certificates, and what runs on them.
let byzantineScenarios = [
    Scenario(
        1, "How many replicas does it take to survive f liars?",
        [
            .claim("byzantine-bound-necessary"), .claim("byzantine-bound-sufficient"),
            .claim("byzantine-bound-2f-plus-1"), .claim("three-groups"),
        ]),
    Scenario(
        2, "Two quorums share a replica that is honest.",
        [
            .claim("pbft-intersection"), .claim("byzantine-intersection"), .claim("pbft-of-3f"),
            .claim("pbft-quorum-2f"),
        ]),
    Scenario(
        3, "A page of remote swap space is trusted once enough copies are equal.",
        [
            .spec("TrustedRead"), .spec("TrustedRead", mutant: "trust-f-copies"), .claim("matching-reads"),
            .claim("matching-reads-f"), .claim("matching-reads-availability"),
        ]),
    Scenario(
        4, "No user ID is given to two names.",
        [
            .spec("UniqueIdentifiers"), .spec("UniqueIdentifiers", mutant: "quorum-f-plus-1"),
            .spec("UniqueIdentifiers", mutant: "names-only"),
        ]),
    Scenario(
        5, "A file is renamed in one piece: it is never gone, nor there twice.",
        [.spec("AtomicRename"), .spec("AtomicRename", mutant: "two-agreements")]),
    Scenario(
        6, "Machines of a cluster reboot one at a time, and one at a time binds a socket.",
        [
            .spec("ClusterReboot"),
            .spec("ClusterReboot", ["sockets": 1]), .spec("ClusterReboot", mutant: "quorum-f-plus-1"),
        ]),
    Scenario(
        7, "A virtual machine that moves is believed on two consecutive checkpoints.",
        [.spec("MachineMigration"), .spec("MachineMigration", mutant: "one-checkpoint")]),
    Scenario(
        8, "A scheduler is fair, and accuses nobody who could not know.",
        [
            .spec("FairScheduler"), .spec("FairScheduler", mutant: "no-vector-clocks"),
            .spec("FairScheduler", mutant: "no-fairness-check"),
        ]),
    Scenario(
        9, "A secret is shared so that f cannot read it, and f cannot keep it from being read.",
        [
            .spec("SecretSharing"), .spec("SecretSharing", mutant: "threshold-f"), .claim("secret-sharing"),
            .claim("secret-sharing-necessary"), .claim("secret-sharing-sufficient"),
            .claim("secret-sharing-threshold-above"),
        ]),
    Scenario(
        10, "What does a handshake cost that waits for 2f + 1 confirmations?",
        [
            .cost("ConfirmedHandshake", .messages), .cost("ConfirmedHandshake", .rounds),
            .spec("ConfirmedHandshake"), .spec("ConfirmedHandshake", mutant: "first-confirmation"),
        ]),
    Scenario(
        11, "Loyal generals agree, and obey a loyal commander.",
        [.spec("OralMessages"), .spec("SignedMessages")]),
    Scenario(
        12, "Three generals with one traitor cannot.",
        [
            .spec("OralMessages", ["generals": 3, "traitors": 1, "depth": 1]), .claim("three-generals"),
            .claim("hexagon"),
        ]),
    Scenario(
        13, "Nor can 3f generals with f traitors.",
        [
            .spec("OralMessages", ["generals": 6, "traitors": 2, "depth": 1]), .claim("generals-3f"),
            .claim("three-groups"),
        ]),
    Scenario(
        14, "Without traitors, obeying the commander is enough.",
        [.spec("OralMessages", ["generals": 4, "traitors": 0, "depth": 0])]),
    Scenario(
        15, "Four generals survive a commander who sends unlike orders.",
        [
            .spec("OralMessages"), .spec("OralMessages", mutant: "follow-commander"),
            .claim("four-generals"),
        ]),
    Scenario(
        16, "Four generals survive a lieutenant who lies.",
        [.spec("OralMessages"), .spec("OralMessages", mutant: "own-order-twice")]),
    Scenario(
        17, "One round of relays is too few for two traitors.",
        [.spec("OralMessages", ["generals": 7, "traitors": 2, "depth": 1])]),
    Scenario(
        18, "m rounds of relays serve 3m + 1 generals.",
        [
            .spec("OralMessages", ["generals": 7, "traitors": 2, "depth": 2]),
            .claim("generals-3f-plus-1"),
        ]),
    Scenario(
        19, "How many messages do the generals send?",
        [.cost("OralMessages", .messages), .cost("OralMessages", .rounds)]),
    Scenario(
        20, "With signatures three generals survive a traitor.",
        [
            .spec("SignedMessages"), .spec("SignedMessages", ["generals": 3, "traitors": 1, "depth": 0]),
            .spec("SignedMessages", mutant: "unchecked-commander"), .claim("signed-generals"),
        ]),
    Scenario(
        21, "Chains of up to m signatures are relayed, and two orders are none.",
        [
            .spec("SignedMessages", ["generals": 4, "traitors": 2, "depth": 2]),
            .spec("SignedMessages", mutant: "relay-one-short"),
        ]),
    Scenario(
        22, "What do the signatures of a decision cost?",
        [
            .cost("SignedMessages", .microseconds), .cost("PBFT", .microseconds),
            .cost("HotStuff", .microseconds),
        ]),
    Scenario(
        23, "PBFT, HotStuff and Tendermint: messages, signatures, and proof of who has said two things.",
        [
            .cost("PBFT", .messages), .cost("HotStuff", .messages), .cost("Tendermint", .messages),
            .cost("PBFT", .signatures), .cost("HotStuff", .signatures), .cost("Tendermint", .signatures),
            .spec("Tendermint"), .spec("Tendermint", mutant: "amnesia"), .claim("tendermint-accountability"),
        ]),
    Scenario(
        24, "Crashes need a majority, liars two thirds: replicas, messages and rounds.",
        [
            .claim("crash-bound-necessary"), .claim("crash-bound-sufficient"),
            .claim("byzantine-bound-necessary"), .claim("byzantine-bound-sufficient"),
            .spec("SingleValueAgreement"), .spec("SingleValueAgreement", mutant: "byzantine-replica"),
            .cost("Raft", .messages), .cost("Raft", .rounds), .cost("PBFT", .messages),
            .cost("PBFT", .rounds),
        ]),
    Scenario(
        25, "How much slower, and how much longer, is the code that survives liars?",
        [
            .ratio("requests per second, Raft over PBFT"), .ratio("milliseconds, PBFT over Raft"),
            .ratio("lines of code, PBFT over Raft"),
            .ratio("requests per second, crash over Byzantine tolerance"),
        ]),
    Scenario(
        26, "A replica that crashes is silent for ever, or comes back.",
        [
            .spec("SingleValueAgreement", ["replicas": 3, "faults": 1, "model": 0]),
            .spec("SingleValueAgreement"), .spec("SingleValueAgreement", mutant: "volatile-vote"),
        ]),
    Scenario(
        27, "Replicas that read bytes in another order, flip bits, or say two things.",
        [
            .spec("CorruptedVotes", ["replicas": 4, "faults": 1, "fault": 2, "checksum": 0]),
            .spec("CorruptedVotes", ["replicas": 3, "faults": 1, "fault": 0, "checksum": 0]),
            .spec("CorruptedVotes", mutant: "byte-order"), .spec("CorruptedVotes", mutant: "equivocation"),
        ]),
    Scenario(
        28, "A bug that all replicas share defeats every quorum.",
        [.spec("CorrelatedBug"), .spec("CorrelatedBug", mutant: "same-program")]),
    Scenario(
        29, "A checksum turns a liar into a crash.",
        [.spec("CorruptedVotes"), .spec("CorruptedVotes", mutant: "no-checksum")]),
    Scenario(
        30, "With a trusted component a majority is enough.",
        [
            .spec("AttestedAgreement"), .spec("AttestedAgreement", mutant: "unattested-votes"),
            .claim("trusted-counter"), .claim("trusted-counter-correct"),
        ]),
    Scenario(
        31, "How likely do flipped bits strike more replicas than a protocol survives?",
        [
            .probability(.init(.flippedBits(faults: 1, replicas: 4, hours: "24"), stated: "0.00004487")),
            .probability(.init(.flippedBits(faults: 2, replicas: 7, hours: "24"), stated: "0.000000714")),
        ]),
    Scenario(
        32, "PBFT is safe with its quorums and its phases, and with no less.",
        [
            .spec("PBFT"), .spec("PBFT", mutant: "replicas-3f"), .spec("PBFT", mutant: "quorum-2f"),
            .spec("PBFT", mutant: "no-commit-phase"), .spec("PBFT", mutant: "hasty-client"),
        ]),
    Scenario(33, "How many messages does PBFT send?", [.cost("PBFT", .messages)]),
    Scenario(
        34, "Keys are checked, and a client collects f + 1 replies.",
        [
            .spec("PBFT"), .spec("PBFT", mutant: "hasty-client"),
            .spec("PBFT", mutant: "unchecked-request"), .claim("matching-reads"),
        ]),
    Scenario(
        35, "Without clocks or coins one crash can keep a decision away for ever.",
        [
            .spec("AsynchronousConsensus"), .spec("AsynchronousConsensus", ["coin": 0]),
            .spec("AsynchronousConsensus", mutant: "coins-in-turns"),
        ]),
]
