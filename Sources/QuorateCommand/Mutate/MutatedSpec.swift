import QuorateExplorer
import QuorateLanguage

/// The mutants of a spec, and what became of them.
struct MutatedSpec: JobResult {
    typealias Part = Catalog.Entry
    static func label(of entry: Catalog.Entry) -> String { entry.standard.name }

    /// One mutant with its fate.
    struct Mutant {
        let outline: MutantOutline
        var fate: MutantFate
        /// The instance that the fate was seen on; nil for a claim.
        var instance: Instance?
        /// Place of the first claim that is changed; nil for what is made of an instance.
        var claimSite: SourceSite?

        /// Place to show the mutant at, or nil where the spec as a whole is changed.
        var site: SourceSite? { outline.site ?? claimSite }
        /// Knowledge that no other instance adds to.
        var isSettled: Bool { [.noticed, .vacuous, .refused].contains(fate.kind) }
    }

    /// Waiver that waives nothing.
    struct StaleWaiver {
        let waiver: MutantWaiver
        let reason: String
    }

    /// The waivers of which a run can tell that they waive nothing.
    enum JudgedWaivers { case all, ofWhatIsNoticed, none }

    let entry: Catalog.Entry
    /// The instances that mutants were made of; empty where none is small enough.
    let instances: [ErasedSpec]
    /// The mutants, what asks for an answer first.
    let mutants: [Mutant]
    let judgedWaivers: JudgedWaivers
    /// Wall time of all mutants, in seconds.
    let seconds: Double

    init(
        entry: Catalog.Entry, instances: [ErasedSpec], mutants: [Mutant], judgedWaivers: JudgedWaivers,
        seconds: Double
    ) {
        self.judgedWaivers = judgedWaivers
        self.entry = entry
        self.instances = instances
        self.seconds = seconds
        let order = MutantFate.Kind.allCases
        self.mutants = Self.numbered(mutants).enumerated().sorted { left, right in
            let ranks = (
                order.firstIndex(of: left.element.fate.kind)!, order.firstIndex(of: right.element.fate.kind)!
            )
            return ranks.0 == ranks.1 ? left.offset < right.offset : ranks.0 < ranks.1
        }.map(\.element)
    }

    /// The same, numbered anew: another instance may offer an action in further places.
    private static func numbered(_ mutants: [Mutant]) -> [Mutant] {
        mutants.map { mutant in
            guard let site = mutant.outline.site else { return mutant }
            let earlier = mutants.filter { other in
                guard let place = other.outline.site else { return false }
                return other.outline.kind == mutant.outline.kind
                    && other.outline.subject == mutant.outline.subject
                    && (place.file, place.line) < (site.file, site.line)
            }
            let outline = MutantOutline(
                mutant.outline.kind, mutant.outline.subject, ordinal: earlier.count + 1, site: site)
            return Mutant(outline: outline, fate: mutant.fate, instance: mutant.instance)
        }
    }

    /// Adds the fate of a mutant on one more instance: that it is noticed on any counts, and then that it survives on any.
    static func add(
        _ outline: MutantOutline, _ fate: MutantFate, on instance: ErasedSpec, to mutants: inout [Mutant]
    ) {
        let new = Mutant(outline: outline, fate: fate, instance: instance.instance)
        guard let position = mutants.firstIndex(where: { $0.outline.name == outline.name }) else {
            return mutants.append(new)
        }
        let old = mutants[position]
        let isUnknown = old.fate.kind == .survived || old.fate.kind == .undecided
        if new.isSettled || !isUnknown { mutants[position] = new }
    }

    /// Name of the spec.
    var name: String { Self.label(of: entry) }

    /// Reason why there is nothing that anybody could notice, or nil.
    var emptiness: String? {
        if instances.isEmpty {
            return "no instance is small enough; choose one with --set, or raise --max-states"
        }
        return mutants.isEmpty ? "nothing in it can be changed" : nil
    }

    /// The waiver of a mutant, or nil.
    func waiver(of mutant: Mutant) -> MutantWaiver? {
        // What nobody need notice need not be searched to the end either.
        guard mutant.fate.kind == .survived || mutant.fate.kind == .undecided else { return nil }
        return entry.standard.waivedMutants.first { $0.waives(mutant.outline) }
    }

    /// The survivors that nobody has waived.
    var survivors: [Mutant] { unanswered(.survived) }

    /// The mutants that a limit left open, and that nobody has waived.
    var undecided: [Mutant] { unanswered(.undecided) }

    private func unanswered(_ kind: MutantFate.Kind) -> [Mutant] {
        mutants.filter { $0.fate.kind == kind && waiver(of: $0) == nil }
    }

    /// Waivers of mutants that are not made, or that are noticed.
    var staleWaivers: [StaleWaiver] {
        // Mutants that were never made are not missing.
        if instances.isEmpty || judgedWaivers == .none { return [] }
        return entry.standard.waivedMutants.compactMap { waiver in
            let meant = mutants.filter { waiver.waives($0.outline) }
            guard judgedWaivers == .all || meant.contains(where: \.isSettled) else { return nil }
            if meant.contains(where: { self.waiver(of: $0) != nil }) { return nil }
            guard let first = meant.first else {
                return StaleWaiver(waiver: waiver, reason: "there is no such mutant")
            }
            return StaleWaiver(waiver: waiver, reason: "the mutant is \(first.fate.kind.rawValue)")
        }
    }

    var status: ExitStatus {
        if instances.isEmpty { return .inconclusive }
        if mutants.isEmpty { return .vacuous }
        if !survivors.isEmpty { return .mutantNotCaught }
        if !staleWaivers.isEmpty { return .otherFigures }
        return undecided.isEmpty ? .asExpected : .inconclusive
    }
}
