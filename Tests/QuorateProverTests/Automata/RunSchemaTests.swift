import QuorateQuorums
import SeededRandom
import Testing

@testable import QuorateProver

/// What a certificate's checker makes again from an automaton, against single runs.
@Suite struct RunSchemaTests {
    /// A fact that is false of a run, or a case that is left out, would let a false proof through.
    ///
    /// `RunSchemaLongTests` has the rest of the automata. The last one here has a case that is false of the run only in
    /// what it says from some moment on.
    @Test func everyRunIsInACaseOfEverySplit() throws {
        let first = Seed.announced(1)
        try walkRuns(Array(first..<first + 30) + [5049])
    }

    fileprivate func walkRuns(_ seeds: [UInt64]) throws {
        var (runs, splits, steps) = (0, [0, 0], 0)
        for seed in seeds {
            var random = SplitMix(seed: seed)
            var counting = RandomCounting(seed: seed)
            let automaton = seed % 3 == 0 ? RandomAutomata.automaton(&random) : counting.automaton()
            let system = try CounterSystem(automaton)
            guard let parameters = RandomAutomata.parameters(of: system, most: 3).last else { continue }
            let all = AllRuns(system, parameters, limit: 60).runs.filter { $0.steps.count <= 5 }
            for formula in system.properties.map(\.formula) {
                let broken = try all.filter { try !system.holds(formula, in: $0) }
                guard !broken.isEmpty else { continue }
                let run = random.pick(broken)
                runs += 1
                steps += run.steps.count
                try walk(run, RunSchema(system, breaking: formula), &random, &splits, seed)
            }
        }
        #expect(
            runs > seeds.count / 3 && splits[0] > seeds.count / 2 && splits[1] > seeds.count / 4
                && steps > runs,
            "\(runs) \(splits) \(steps)")
    }

    /// Splits at random, from one case that the run is in to the next.
    private func walk(
        _ run: AutomatonRun, _ schema: RunSchema, _ random: inout SplitMix, _ splits: inout [Int],
        _ seed: UInt64
    ) throws {
        var place = RunInSchema(schema, try .init(run, of: schema.system))
        try #require(place.falsehood == nil, "seed \(seed), \(run)")
        let forms = Array(Set(schema.system.rules.flatMap(\.thresholds).map(\.form))).sorted {
            "\($0)" < "\($1)"
        }
        for _ in 0..<3 {
            let split: RunSchema.Split
            if !place.schema.open.isEmpty, random.number(0..<2) == 0 {
                split = .statement(random.number(0..<place.schema.open.count))
                splits[1] += 1
            } else if !forms.isEmpty {
                split = .change(of: random.pick(forms), stage: random.number(0..<place.schema.last))
                splits[0] += 1
            } else {
                return
            }
            let cases = place.inCases(of: split)
            try #require(!cases.isEmpty, "seed \(seed): \(split) has no case for \(run)")
            place = random.pick(cases)
        }
    }

    // MARK: - Certificates

    /// Properties whose certificates are small.
    static let known: [(name: String, certificate: RunCertificate, schema: RunSchema)] = {
        let automata: [ThresholdAutomaton] = [.reliableBroadcast, .crashBroadcast, .nonBlockingCommit]
        return automata.flatMap { certificates(of: $0) }
    }()

    private static func certificates(
        of automaton: ThresholdAutomaton
    ) -> [(name: String, certificate: RunCertificate, schema: RunSchema)] {
        guard let decision = try? AutomatonDecision(automaton) else { return [] }
        return decision.properties.indices.compactMap { position in
            let proof = decision.proof(position, until: .now + .seconds(100))
            let name = "\(automaton.name).\(decision.properties[position])"
            let schema = RunSchema(proof.system, breaking: proof.formula)
            return proof.certificate.map { (name, $0, schema) }
        }
    }

    @Test func propertiesHaveCertificates() {
        #expect(Self.known.count == 10, "\(Self.known.map(\.name))")
        for (name, certificate, schema) in Self.known { #expect(certificate.refutes(schema), "\(name)") }
    }

    /// `AC at 1 + 1` could be read as what is at moment 2.
    @Test func momentsStandInParentheses() throws {
        let automaton = try #require(ThresholdAutomaton.all.first { $0.name == "reliable-broadcast" })
        let decision = try AutomatonDecision(automaton)
        let position = try #require(decision.properties.firstIndex(of: "unforgeability"))
        let proof = decision.decideWithCertificate(position, timeLimit: .seconds(100)).proof
        let lines = (proof?.argument ?? []).filter { !$0.contains("× ") }
        #expect(lines.contains { $0.contains("(AC at 1) + 1") }, "\(lines)")
        #expect(!lines.contains { $0.contains(" at 1 +") || $0.contains("stage 1 +") }, "\(lines)")
    }

    /// The twin of a certificate's end decides what is still a proof; other changes name other facts or splits.
    @Test func oneChangedNumberIsRejected() {
        var random = SplitMix(seed: Seed.announced(20_261_130))
        var (rejected, total) = (0, 0)
        for (name, certificate, schema) in Self.known {
            for _ in 0..<12 {
                let changed = certificate.changed(using: &random)
                guard changed != certificate else { continue }
                total += 1
                let verdict = changed.refutes(schema)
                #expect(verdict == changed.isProof(of: schema), "\(name)")
                if !verdict { rejected += 1 }
            }
        }
        #expect(total > 80 && rejected * 10 > total * 8, "\(rejected) of \(total)")
    }

    @Test func aCaseLeftOutIsRejected() {
        var cut = 0
        for (name, certificate, schema) in Self.known {
            for shorter in certificate.withoutACase {
                #expect(!shorter.refutes(schema), "\(name)")
                cut += 1
            }
        }
        #expect(cut > 50)
    }

    /// A proof about an automaton proves nothing about its mutant.
    @Test func mutantsAreNotProvedByIt() throws {
        var tried = 0
        for mutant in ThresholdAutomaton.mutants {
            let system = try CounterSystem(mutant.automaton)
            let property = try #require(system.properties.first { $0.name == mutant.breaks })
            let schema = RunSchema(system, breaking: property.formula)
            for (_, certificate, _) in Self.known {
                #expect(!certificate.refutes(schema), "\(mutant.name)")
                tried += 1
            }
        }
        #expect(tried > 50)
    }

    /// What is refuted has no certificate; what is proved has one or the reason why not. `RunSchemaLongTests` asks more.
    @Test func certificatesAgreeWithVerdicts() throws {
        let first = Seed.announced(1)
        try compareWithVerdicts(first..<first + 12)
    }

    fileprivate func compareWithVerdicts(_ seeds: Range<UInt64>) throws {
        var (certified, refuted) = (0, 0)
        for seed in seeds {
            var random = RandomCounting(seed: seed)
            let decision = try AutomatonDecision(random.automaton())
            let proof = decision.proof(0, until: .now + .seconds(100))
            #expect(proof.isCertified != (proof.obstacle != nil))
            switch decision.decide(0).verdict {
            case .refuted:
                #expect(!proof.isCertified, "seed \(seed)")
                refuted += 1
            case .proved, .vacuous: certified += proof.isCertified ? 1 : 0
            case .unknown: break
            }
        }
        let least = seeds.count / 8
        #expect(certified > least && refuted > least, "\(certified), \(refuted)")
    }

    @Test func aSearchThatGivesUpSaysSo() throws {
        let decision = try AutomatonDecision(.reliableBroadcast)
        let proof = decision.proof(0, until: .now)
        #expect(
            !proof.isCertified && proof.description.contains("no certificate: the time limit was reached"))
        let finding = decision.decideWithCertificate(0)
        #expect(finding.proof?.isCertified == true && finding.remark == "certificate checked")
    }
}

/// Runs of more automata.
@Suite struct RunSchemaLongTests {
    @Test func everyRunIsInACaseOfEverySplit() throws {
        let first = Seed.announced(1)
        try RunSchemaTests().walkRuns(Array(first + 30..<first + 100))
    }

    @Test func certificatesAgreeWithVerdicts() throws {
        let first = Seed.announced(1)
        try RunSchemaTests().compareWithVerdicts(first + 12..<first + 40)
    }
}

extension RunCertificate {
    /// The certificate with one number in it changed.
    fileprivate func changed(using random: inout SplitMix) -> RunCertificate {
        switch self {
        case .contradiction(var positions, let certificate):
            guard !positions.isEmpty, random.number(0..<3) == 0 else {
                return .contradiction(among: positions, certificate.changed(using: &random))
            }
            positions[random.number(0..<positions.count)] += random.pick([-1, 1, 1000])
            return .contradiction(among: positions, certificate)
        case .split(let split, var branches):
            guard !branches.isEmpty, random.number(0..<4) > 0 else {
                return .split(split.changed(using: &random), branches)
            }
            let position = random.number(0..<branches.count)
            branches[position] = branches[position].changed(using: &random)
            return .split(split, branches)
        }
    }

    /// The same check with the twin at the ends.
    fileprivate func isProof(of schema: RunSchema) -> Bool {
        switch self {
        case .contradiction(let positions, let certificate):
            let known = schema.facts
            guard positions.allSatisfy(known.indices.contains) else { return false }
            var facts = Facts()
            for position in positions { _ = facts.assume(known[position].formula) }
            return certificate.isProof(of: facts)
        case .split(let split, let branches):
            guard let cases = schema.cases(of: split), cases.count == branches.count else { return false }
            return zip(branches, cases).allSatisfy { $0.isProof(of: $1) }
        }
    }

    /// The certificates with one branch less somewhere.
    fileprivate var withoutACase: [RunCertificate] {
        switch self {
        case .contradiction(let positions, let certificate):
            return certificate.withoutACase.map { .contradiction(among: positions, $0) }
        case .split(let split, let branches):
            let shorter = branches.indices.map { position in
                RunCertificate.split(
                    split, branches.enumerated().filter { $0.offset != position }.map(\.element))
            }
            let deeper = branches.indices.flatMap { position in
                branches[position].withoutACase.map { branch in
                    var branches = branches
                    branches[position] = branch
                    return RunCertificate.split(split, branches)
                }
            }
            return shorter + deeper
        }
    }
}

extension RunSchema.Split {
    fileprivate func changed(using random: inout SplitMix) -> RunSchema.Split {
        switch self {
        case .statement(let position): return .statement(position + random.pick([-1, 1]))
        case .change(var form, let stage):
            if random.number(0..<2) == 0 { return .change(of: form, stage: stage + random.pick([-1, 1])) }
            form.constant += random.pick([-1, 1])
            return .change(of: form, stage: stage)
        }
    }
}

extension Certificate {
    fileprivate var withoutACase: [Certificate] {
        switch self {
        case .sum: return []
        case .divide(let terms, let divisor, let rest):
            return rest.withoutACase.map { .divide(terms, by: divisor, then: $0) }
        case .split(let form, let low, let high):
            return low.withoutACase.map { .split(form, $0, high) }
                + high.withoutACase.map { .split(form, low, $0) }
        case .cases(let choice, let branches):
            let shorter = branches.indices.map { position in
                Certificate.cases(
                    choice: choice, branches.enumerated().filter { $0.offset != position }.map(\.element))
            }
            let deeper = branches.indices.flatMap { position in
                branches[position].withoutACase.map { branch in
                    var branches = branches
                    branches[position] = branch
                    return Certificate.cases(choice: choice, branches)
                }
            }
            return shorter + deeper
        }
    }
}
