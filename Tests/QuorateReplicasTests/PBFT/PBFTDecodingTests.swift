import QuorateReplicas
import SeededRandom
import Testing

/// Whatever the bytes are, a replica neither traps nor grows without bound.
@Suite struct PBFTDecodingTests {
    /// Messages of every kind, and a request.
    private static func samples() throws -> [[UInt8]] {
        let request = PBFTBench.request(1)
        let certificate = PBFTBench.certificate(request, at: 1, view: 0)
        let changes = [1, 2, 3].map { PBFTBench.viewChange(1, from: $0, [certificate]) }
        let again = PBFTBench.signed(PBFTPrePrepare(view: 1, sequence: 1, request: request), 1)
        let proof = (0..<3).map { PBFTBench.signed(PBFTCheckpoint(sequence: 4, digest: .null), $0) }
        let messages: [PBFTMessage] = [
            .request(PBFTForwardedRequest(request)), PBFTBench.proposal(request, at: 1),
            PBFTBench.proposal(nil, at: 2), PBFTBench.prepare(request, at: 1),
            PBFTBench.commit(request, at: 1),
            .checkpoint(PBFTCheckpoint(sequence: 4, digest: request.digest)), .viewChange(changes[0].body),
            .viewChange(PBFTViewChange(view: 1, checkpoint: proof, prepared: [])),
            .newView(PBFTNewView(view: 1, viewChanges: changes, prePrepares: [again])),
            .reply(PBFTReply(view: 0, client: 0, timestamp: 1, result: .null)),
        ]
        return messages.flatMap { message in (0..<4).map { PBFTBench.envelope(message, from: $0).encoded } }
            + [request.encoded]
    }

    @Test func everyMessageIsItsBytes() throws {
        for bytes in try Self.samples().dropLast() {
            #expect(try PBFTEnvelope(decoding: bytes).encoded == bytes)
        }
    }

    /// Random and damaged bytes, half of them to a replica that checks no signature, so that they get further.
    @Test(arguments: Seed.each([1, 2])) func anyBytesAreRefusedOrAreTheirEncoding(seed: UInt64) throws {
        let samples = try Self.samples()
        for checks in [true, false] {
            var random = SplitMix(seed: seed)
            var bench = try PBFTBench(0) {
                $0.checksSignatures = checks
                $0.checksClientSignatures = checks
            }
            for number in 0..<30_000 {
                let bytes = Self.bytes(from: samples, &random)
                switch random.number(0..<8) {
                case 0: bench.node.accept(.request(bytes))
                case 1: bench.node.accept(.snapshot(bytes))
                default: bench.node.accept(.message(bytes))
                }
                while try bench.node.nextOutput() != nil {}
                if number % 1000 == 0 { try expectBounded(&bench) }
            }
        }
    }

    /// What is kept has a bound that the configuration gives: four replicas, eight places, two clients.
    private func expectBounded(_ bench: inout PBFTBench) throws {
        let state = bench.state
        #expect(state.rounds.count <= 8)
        #expect(state.rounds.values.allSatisfy { $0.prepares.count <= 16 && $0.commits.count <= 16 })
        #expect(state.certificates.count <= 8)
        #expect(state.pending.count <= 32)
        #expect(bench.node.log.records.count <= 64 + 4 * state.view)
        // Begins again when damage has led it to views that nobody reaches.
        if state.view > 1000 { bench = try PBFTBench(0) }
    }

    private static func bytes(from samples: [[UInt8]], _ random: inout SplitMix) -> [UInt8] {
        if random.number(0..<8) == 0 {
            return (0..<random.number(0..<200)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        }
        var bytes = random.pick(samples)
        for _ in 0..<random.number(0..<4) where !bytes.isEmpty {
            let place = random.number(0..<bytes.count)
            switch random.number(0..<5) {
            case 0: bytes.remove(at: place)
            case 1: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
            case 2: bytes = Array(bytes.prefix(place)) + random.pick(samples).suffix(random.number(0..<60))
            case 3: bytes[place] = random.pick([0, 1, 2, 0x7f, 0xff])
            default: bytes[place] = UInt8(truncatingIfNeeded: random.next())
            }
        }
        return bytes
    }

    @Test func damagedLogsAreRefusedOrUsed() throws {
        var bench = try PBFTBench(1)
        for sequence in 1...3 { try bench.order(PBFTBench.request(sequence), at: sequence) }
        try bench.give(.timeout)
        let (records, configuration) = (bench.node.log.records, bench.node.configuration)
        var random = SplitMix(seed: Seed.announced(3))
        var used = 0
        for _ in 0..<5000 {
            var damaged = records
            let index = random.number(0..<records.count)
            damaged[index] = Self.bytes(from: [records[index]], &random)
            if var replica = try? PBFTReplica(configuration, recovering: damaged) {
                replica.receive(.timeout)
                replica.receive(.resend)
                used += 1
            }
        }
        #expect((1..<5000).contains(used))
    }
}
