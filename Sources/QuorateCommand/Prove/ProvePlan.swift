import QuorateLanguage
import QuorateProver
import QuorateQuorums

/// The questions that a request comes to, in order.
struct ProvePlan {
    let questions: [Question]
    /// Whether nobody named a question: each is then reported in a line.
    let isWhole: Bool

    /// - Throws: ``CommandError`` or `CatalogError` when the request makes no sense.
    init(_ names: [String], mutant: String?, session: Session) throws {
        let (known, catalog) = (try Self.questions(of: session), session.catalog)
        isWhole = names.isEmpty
        if let mutant {
            guard names.count == 1 else { throw CommandError.needsSpec(option: "--mutant") }
            questions = try Self.questions(names[0], of: mutant, catalog)
        } else {
            questions = try names.isEmpty ? known : names.flatMap { try Self.questions($0, known, catalog) }
        }
        if let name = questions.isEmpty ? names.first : nil { throw CommandError.noClaims(spec: name) }
        if questions.isEmpty { throw CommandError.noClaimsAtAll }
    }

    /// All questions: the claims that stand on their own, those of the specs, and the impossibilities.
    static func questions(of session: Session) throws -> [Question] {
        let catalog = session.catalog
        var questions = try catalog.claims.map { try Question($0, name: $0.name) }
        for entry in catalog.entries { questions += try Self.questions(of: entry.standard) }
        questions += session.impossibilities.map(Question.init)
        try refuseNamesakes(questions, catalog)
        return questions
    }

    /// Of two questions with one name, one could never be asked for, and one's file would replace the other's.
    private static func refuseNamesakes(_ questions: [Question], _ catalog: Catalog) throws {
        var taken = Set(catalog.entries.map(\.standard.name))
        for question in questions where !taken.insert(question.name).inserted {
            throw SpecError(
                spec: question.name,
                message: "another claim, theorem or spec has this name; rename one of them")
        }
    }

    private static func questions(of spec: ErasedSpec) throws -> [Question] {
        try spec.claims.map { try Question($0, name: "\(spec.name).\($0.name)") }
    }

    /// What the mutant of a spec states: all of it, or the one claim that `name` adds after a dot.
    private static func questions(_ name: String, of mutant: String, _ catalog: Catalog) throws -> [Question]
    {
        let spec = String(name.prefix { $0 != "." })
        guard let entry = try? catalog.entry(spec) else { throw CommandError.needsSpec(option: "--mutant") }
        let all = try questions(of: entry.spec(settings: [:], mutant: mutant))
        guard spec != name else { return all }
        let chosen = all.filter { $0.name == name }
        if chosen.isEmpty { throw CommandError.unknownClaim(name, known: all.map(\.name)) }
        return chosen
    }

    private static func questions(_ name: String, _ known: [Question], _ catalog: Catalog) throws
        -> [Question]
    {
        if let question = known.first(where: { $0.name == name }) { return [question] }
        if let entry = catalog.entries.first(where: { $0.standard.name == name }) {
            return try questions(of: entry.standard)
        }
        throw CommandError.unknownClaim(name, known: known.map(\.name) + catalog.entries.map(\.standard.name))
    }
}

/// Something to be decided.
struct Question {
    enum Subject {
        case claim(Claim)
        case impossibility(Impossibility)
    }

    /// The name by which it is asked for.
    let name: String
    let subject: Subject

    /// - Throws: `SpecError` for a claim that means nothing, which is a mistake of whoever wrote it.
    init(_ claim: Claim, name: String) throws {
        do { try claim.validate() } catch {
            throw SpecError(spec: name, message: "the claim means nothing: \(error)")
        }
        self.name = name
        subject = .claim(claim)
    }

    init(_ impossibility: Impossibility) {
        name = impossibility.name
        subject = .impossibility(impossibility)
    }

    /// What it says.
    var sentence: String {
        switch subject {
        case .claim(let claim): claim.sentence
        case .impossibility(let impossibility): impossibility.sentence
        }
    }

    /// Where it comes from.
    var source: String {
        switch subject {
        case .claim(let claim): claim.source
        case .impossibility(let impossibility): impossibility.source
        }
    }

    /// The verdict that is expected, in one word.
    var expected: String {
        switch subject {
        case .claim(let claim): claim.expected.word
        // A theorem is listed because it is one.
        case .impossibility: "proved"
        }
    }
}
