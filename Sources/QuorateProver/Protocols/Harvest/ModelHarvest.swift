public import QuorateQuorums

/// Invariants of a model that nobody wrote, and what is proved with them.
public struct ModelHarvest: Sendable {
    /// Candidates of one source.
    public struct Tally: Hashable, Sendable {
        /// Those that the template has, or the actions.
        public internal(set) var tried = 0
        /// True where all were tried; else the harvest ended before, or it is full.
        public internal(set) var areAllTried = false
        /// True where the rest was not tried since there were as many as are asked about.
        public internal(set) var isFull = false
        /// Those of the tried that are true in all states that were looked at, and of which no part is.
        public internal(set) var trueInStates = 0
        /// Those of them that are asked about, of which there are no more than so many; nil where none was chosen.
        public internal(set) var asked: Int?
        /// Those that every action keeps, for all numbers; nil where not all were asked about.
        public internal(set) var inductive: Int?
    }

    /// Model as it was written.
    public let model: ProtocolModel
    /// Number of states that were looked at, or nil where they were not listed to the end.
    public internal(set) var states: Int?
    /// Number of members of each sort there.
    public internal(set) var sizes: [(sort: String, size: Int)] = []
    /// True where no other states are reachable at these sizes.
    public internal(set) var seesAllStates = false
    public internal(set) var clauses = Tally()
    public internal(set) var provenance = Tally()
    /// Candidates that went because the solver had no answer; nil where not all were asked about.
    public internal(set) var unanswered: Int?
    /// Names of the invariants of the model that follow from what was harvested; nil where that was not asked.
    public internal(set) var implied: [String]?
    /// Names of those of which the solver could not tell.
    public internal(set) var untold: [String] = []
    /// Names of those that do not follow and that the proof makes use of; nil where it was not found.
    public internal(set) var needed: [String]?
    /// Sentences that the proof stands on and that nobody wrote.
    public internal(set) var used: [String] = []
    /// Answers to the obligations of the model with those invariants and no others: the verdict is theirs alone.
    public internal(set) var finding: ModelFinding?
    /// Reason for which there is no such proof, or nil.
    public internal(set) var obstacle: String?
    public internal(set) var duration = Duration.zero

    init(of model: ProtocolModel) { self.model = model }

    /// True where the obligations of the model with harvested invariants are all answered as they should be.
    public var isProved: Bool { if case .proved? = finding?.verdict { true } else { false } }

    /// Names of the model's invariants that do not follow, and that the proof does without.
    public var unneeded: [String] {
        guard let needed, let implied else { return [] }
        return model.invariants.map(\.name).filter { !implied.contains($0) && !needed.contains($0) }
    }
}

extension ProtocolModel {
    /// Harvests invariants, and proves the model with them and as few of its own as it finds.
    ///
    /// Nothing that is said of the harvest vouches for the proof: the obligations of the model with the invariants that
    /// are left are asked once more, each by itself, as those of any model.
    ///
    /// - Throws: ``ModelError`` where what the model supposes of quorums is not proved.
    public func harvest(
        knowing claims: [Claim], template: HarvestTemplate = HarvestTemplate(), limits: HarvestLimits,
        timeLimit: Duration = .seconds(10)
    ) throws(ModelError) -> ModelHarvest {
        let start = ContinuousClock.now
        _ = try grounds(among: claims, timeLimit: timeLimit)
        var harvester = Harvester(
            model: self, facts: try facts(among: claims), template: template, limits: limits)
        harvester.run()
        if let model = harvester.proving {
            let finding = try model.decide(
                knowing: claims, timeLimit: timeLimit, seed: limits.seed, endingWith: limits)
            harvester.harvest.finding = finding
            if !harvester.harvest.isProved {
                harvester.harvest.obstacle = limits.ending?.words ?? finding.remark
            }
        }
        harvester.harvest.duration = ContinuousClock.now - start
        return harvester.harvest
    }

    /// The model with other invariants.
    func with(invariants: [NamedSentence]) -> ProtocolModel {
        let others = parts.filter { if case .invariant = $0 { false } else { true } }
        return ProtocolModel(
            name: "\(name).harvested", sentence: sentence, source: source,
            parts: others + invariants.map(ModelPart.invariant))
    }
}

/// Harvest from its beginning to the model that is to be proved.
private struct Harvester {
    let model: ProtocolModel
    let facts: [NamedSentence]
    let template: HarvestTemplate
    let limits: HarvestLimits
    var harvest: ModelHarvest
    /// The model with the invariants that are left; nil where safety does not follow from any.
    var proving: ProtocolModel?

    init(model: ProtocolModel, facts: [NamedSentence], template: HarvestTemplate, limits: HarvestLimits) {
        (self.model, self.facts, self.template, self.limits) = (model, facts, template, limits)
        harvest = ModelHarvest(of: model)
    }

    mutating func run() {
        do {
            let candidates = try candidates()
            guard harvest.states != 0 else {
                harvest.obstacle = "no state of these sizes has what the claims say of quorums"
                return
            }
            try filter(candidates)
        } catch let ending as HarvestLimits.Ending {
            harvest.obstacle = ending.words
        } catch {
            let reason = (error as? Z3Solver.SolverFailure).map { Prover.words(for: $0.reason) }
            harvest.obstacle = limits.ending?.words ?? reason ?? "\(error)"
        }
    }

    /// Candidates that are true in the states of a small size.
    private mutating func candidates() throws -> [HarvestCandidate] {
        harvest.sizes = model.harvestSizes().sorted {
            ($0.key.turn, $0.key.name) < ($1.key.turn, $1.key.name)
        }
        .map { ($0.key.name, $0.value) }
        let worlds = try model.harvestWorlds(knowing: facts, limits)
        harvest.states = worlds.reduce(0) { $0 + $1.states.count }
        harvest.seesAllStates = worlds.allSatisfy(\.isWhole)
        let whence = try provenance(in: worlds)
        let clauses = try clauses(in: worlds).prefix(template.candidates)
        harvest.provenance.asked = whence.count
        harvest.clauses.asked = clauses.count
        return whence.map { HarvestCandidate(.provenance, $0) }
            + clauses.map { HarvestCandidate(.clause, $0) }
    }

    /// Sentences on whence a row comes that are true in all of the states; each is counted once it is known.
    private mutating func provenance(in worlds: [HarvestWorld]) throws -> [SentenceNode] {
        var found: [SentenceNode] = []
        for node in model.provenanceCandidates {
            let isTrue = try worlds.allSatisfy { world in
                let code = WholeSentence(node, in: world.space, constants: world.constants)
                return try world.states.allSatisfy {
                    try limits.check()
                    return code.holds($0)
                }
            }
            if isTrue { found.append(node) }
            harvest.provenance.tried += 1
            harvest.provenance.trueInStates = found.count
        }
        harvest.provenance.areAllTried = true
        return found
    }

    /// Clauses that are true in all of the states; each is counted once it is known.
    private mutating func clauses(in worlds: [HarvestWorld]) throws -> [SentenceNode] {
        var clauses: [SentenceNode] = []
        for profile in model.harvestProfiles(template) {
            // Those of few variables come first, and are the ones that are taken.
            harvest.clauses.isFull = clauses.count >= template.candidates
            if harvest.clauses.isFull { return clauses }
            let rows = try HarvestRows(profile, in: worlds, limits)
            let (found, tried, ending) = profile.clauses(trueIn: rows, template, limits)
            clauses += found.map(profile.sentence)
            harvest.clauses.tried += tried
            harvest.clauses.trueInStates = clauses.count
            if let ending { throw ending }
        }
        harvest.clauses.areAllTried = true
        return clauses
    }

    private mutating func filter(_ candidates: [HarvestCandidate]) throws {
        let assumed = facts + model.assumptions
        var filter = InductiveFilter(candidates, of: model, assuming: assumed, limits)
        try filter.run()
        harvest.unanswered = filter.unanswered
        harvest.provenance.inductive = filter.left.count { candidates[$0].source == .provenance }
        harvest.clauses.inductive = filter.left.count { candidates[$0].source == .clause }
        let own = model.invariants
        let answers = try filter.consequences(own)
        let grounds = answers.map(\.premises)
        harvest.untold = zip(own, answers).filter { $1.isUnknown }.map(\.0.name)
        harvest.implied = zip(own, grounds).filter { $1 != nil }.map(\.0.name)
        var harvested: Set<Int> = []
        for answer in try filter.consequences(model.goals) {
            guard let premises = answer.premises else {
                return try proveWithWritten(candidates, filter, grounds)
            }
            harvested.formUnion(premises)
        }
        conclude(candidates, filter.support(of: harvested), written: [])
    }

    /// Proof with what the person wrote and what was not found.
    private mutating func proveWithWritten(
        _ candidates: [HarvestCandidate], _ filter: InductiveFilter, _ grounds: [Set<Int>?]
    ) throws {
        var written = WrittenInvariants(
            of: model, assuming: facts + model.assumptions, grounds: grounds, limits)
        guard let proof = try written.proof() else {
            harvest.obstacle =
                "no proof of safety was found with what is left, nor with the model's own invariants"
            return
        }
        conclude(candidates, filter.support(of: proof.harvested), written: proof.written.sorted())
    }

    /// Prepares the proof with these invariants and no others.
    private mutating func conclude(_ candidates: [HarvestCandidate], _ harvested: [Int], written: [Int]) {
        let written = written.map { model.invariants[$0] }
        let found = harvested.map { candidates[$0].sentence }
        harvest.needed = written.map(\.name)
        harvest.used = found.map(\.name)
        proving = model.with(invariants: found + written)
    }
}

extension PremisedQuestions.Answer {
    /// Premises that are enough; nil where it does not follow, or is not known to.
    var premises: Set<Int>? { if case .follows(let premises) = self { premises } else { nil } }
    /// True where the solver could not tell.
    var isUnknown: Bool { if case .unknown = self { true } else { false } }
}
