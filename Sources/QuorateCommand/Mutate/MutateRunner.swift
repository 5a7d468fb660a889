import QuorateExplorer
import QuorateLanguage

/// Runs the mutants of each spec of a plan.
struct MutateRunner: Job {
    let plan: MutatePlan
    let interrupt: Interrupt
    private let session: Session
    private let showsProgress: Bool

    init(plan: MutatePlan, session: Session, showsProgress: Bool) {
        self.plan = plan
        self.session = session
        self.showsProgress = showsProgress
        interrupt = session.interrupt
    }

    var parts: [Catalog.Entry] { plan.entries }

    func result(of entry: Catalog.Entry) async throws -> MutatedSpec {
        let start = ContinuousClock.now
        let instances = try await plan.instances(of: entry, until: interrupt)
        var mutants: [MutatedSpec.Mutant] = []
        for instance in instances { try await run(instance, adding: &mutants) }
        mutants += try ClaimMutants(entry.standard.claims).mutants(until: interrupt)
        return MutatedSpec(
            entry: entry, instances: instances, mutants: mutants, judgedWaivers: plan.judgedWaivers,
            seconds: (ContinuousClock.now - start) / .seconds(1))
    }

    /// Runs those mutants of an instance that nobody has noticed so far, in as many processes as are ended by one.
    private func run(_ instance: ErasedSpec, adding mutants: inout [MutatedSpec.Mutant]) async throws {
        var known = Set(mutants.filter(\.isSettled).map(\.outline.name))
        while true {
            if interrupt.isRaised { throw CommandError.interrupted }
            if showsProgress { note(instance, known.count) }
            let (lines, ending) = try await process(of: instance, except: known)
            for line in lines {
                guard let fate = line.knownFate else { continue }
                MutatedSpec.add(line.outline, fate, on: instance, to: &mutants)
                known.insert(line.outline.name)
            }
            guard let ending else { return }
            guard let last = lines.last else { throw ending }
            if last.knownFate != nil { continue }
            // It has ended in the midst of the mutant that it began with last.
            let fate = MutantFate(.refused, "the spec's own code ends the process")
            MutatedSpec.add(last.outline, fate, on: instance, to: &mutants)
            known.insert(last.outline.name)
        }
    }

    private func process(
        of instance: ErasedSpec, except known: Set<String>
    ) async throws -> (lines: [MutantLine], ending: CommandError?) {
        let arguments =
            ["mutate-case"] + instance.instance.arguments + ["--max-states", "\(plan.mutantStateLimit)"]
            + known.sorted().flatMap { ["--skip", $0] }
        do {
            return (Self.lines(try await session.mutantProcess(arguments)), nil)
        } catch let CommandError.toolFailed(program, output) {
            return (Self.lines(output), .toolFailed(program, output: output))
        }
    }

    private static func lines(_ text: String) -> [MutantLine] {
        text.split(whereSeparator: \.isNewline).compactMap { MutantLine($0) }
    }

    private func note(_ instance: ErasedSpec, _ count: Int) {
        let known = count == 0 ? "" : ", \(Numerals.count(count, "mutant")) known"
        session.console.note("\(instance.label)\(known)")
    }
}
