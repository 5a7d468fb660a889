import QuorateExplorer
import QuorateLanguage

/// Advice on how to see a result again, and what to try next.
struct Advice {
    let program: String
    let request: CheckRequest
    let run: FinishedRun

    /// The lines that follow a report; none after a run that simply holds.
    var lines: [String] {
        guard let report = run.report else { return [] }
        let next = steps(after: report)
        if report.outcome == .holds, run.judgement.isAsExpected || next.isEmpty { return [] }
        let reproduce = "Reproduce:  \(reproduction())"
        return [reproduce]
            + next.enumerated().map { ($0 == 0 ? "Try next:   " : "            ") + $1 }
    }

    /// The one command line that makes this run again.
    private func reproduction(adding more: [String] = []) -> String {
        var words = start + run.planned.spec.checkWords
        for property in request.properties { words += ["--property", property] }
        if request.store != .exact { words += ["--store", request.store.rawValue] }
        switch request.symmetry {
        case .none: break
        case .checked: words.append("--symmetry")
        case .proved: words.append("--prove-symmetry")
        }
        if run.planned.continues { words.append("--continue") }
        if request.isDistributed { words.append("--distributed") }
        // The folder of this search is taken.
        if let disk = request.disk { words += ["--disk", Self.folder(beside: disk.folder)] }
        if let use = request.checkpoints {
            words +=
                ["--checkpoint", Self.folder(beside: use.folder), "--every"]
                + [Numerals.asGiven(use.seconds)]
        }
        return Shell.line(words + request.limits.words + more)
    }

    /// The words that start the program. Several ranks begin with what starts them.
    private var start: [String] {
        let ranks = run.report?.ranks?.count ?? 1
        return (ranks > 1 ? ["mpirun", "-np", "\(ranks)"] : []) + [program]
    }

    /// Path of a folder beside this one, for the same search from the beginning.
    private static func folder(beside folder: String) -> String {
        (folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder) + "-again"
    }

    private func steps(after report: Report) -> [String] {
        switch run.judgement.status {
        case .otherFigures where run.behaviour?.run != nil:
            return ["the claim .holds, if the variant may do other things; the run above shows what it does"]
        case .otherFigures:
            return [
                "the spec has changed, or its expected figures are wrong; --format json has them per level"
            ]
        case .mutantNotCaught where report.outcome != .violated:
            return ["a stronger property, or a larger instance: this one may be too small for the bug"]
        case .inconclusive: return afterLimit(report.limit ?? run.behaviour?.limit)
        default: break
        }
        return switch report.outcome {
        case .holds: []
        case .violated: afterViolation
        case .inconclusive: afterLimit(report.limit)
        case .vacuous:
            ["what never happens is often behind a guard that is too strong, or needs a larger instance"]
        }
    }

    private var afterViolation: [String] {
        let spec = run.planned.spec
        var steps: [String] = []
        if let file = run.file(0) {
            steps.append("\(Shell.line([program, "show", file, "--full"]))   (whole states)")
        } else {
            steps.append("the same with --export traces   (keeps the run as a file for `\(program) show`)")
        }
        if !run.planned.continues {
            steps.append(
                "the same with --continue   (every property, and the counts of the whole state space)")
        }
        if let (large, _) = zip(spec.settings, spec.parameters).first(where: {
            $0.value > $1.range.lowerBound
        }) {
            steps.append(
                "a smaller instance, such as \(large.name)=\(large.value - 1): the run may get easier to read"
            )
        }
        return steps
    }

    private func afterLimit(_ limit: Report.Limit?) -> [String] {
        // The disk may have had no room for the first record.
        guard let folder = request.folder, SavedSearch.isThere(inFolder: folder) else {
            return afterLimitInMemory(limit)
        }
        let resume = Shell.line(
            start + ["resume", folder] + (request.isDistributed ? ["--distributed"] : []))
        return switch limit {
        case .states, .storedStates: ["\(resume) --max-states N   (goes on from here, up to a higher limit)"]
        case .depth: ["\(resume) --max-depth N   (goes on from here, up to a higher limit)"]
        case .memory where request.isDistributed:
            ["\(resume)   (goes on from here: with more ranks, on machines with memory of their own)"]
        case .memory: ["\(resume) --max-memory SIZE   (goes on from here, with a higher limit)"]
        case .seconds, .interrupt: ["\(resume)   (goes on from here; seconds count anew)"]
        case .disk: ["more room on the disk, and then \(resume)   (goes on from here)"]
        case .fault, nil: afterLimitInMemory(limit)
        }
    }

    private func afterLimitInMemory(_ limit: Report.Limit?) -> [String] {
        switch limit {
        case .states, .storedStates: ["a higher --max-states, or none; or a smaller instance"]
        case .depth: ["a higher --max-depth, or none; or a smaller instance"]
        case .seconds: ["a higher --max-seconds, or none; or a smaller instance"]
        case .memory where request.isDistributed:
            ["more ranks, on machines with memory of their own; a higher --max-memory; or a smaller instance"]
        case .memory where request.symmetry != .none && request.store == .exact:
            [
                "a higher --max-memory, --store compact, or a smaller instance; --disk and --store fingerprint know no"
                    + " --symmetry"
            ]
        case .memory where request.symmetry != .none:
            ["a higher --max-memory, or a smaller instance; --disk knows no --symmetry"]
        case .memory where request.store == .exact:
            [
                "a higher --max-memory, --store compact (safety only), --disk with a folder, --store fingerprint, or a"
                    + " smaller instance"
            ]
        case .memory:
            ["a higher --max-memory, --disk with a folder, --store fingerprint, or a smaller instance"]
        case .disk: ["more room on the disk, and then the same `check` again"]
        case .interrupt: ["--max-seconds, to stop by itself; or a smaller instance"]
        case .fault: ["mend what the fault names; the violation stands without it"]
        case nil: []
        }
    }
}

extension ErasedSpec {
    /// The arguments that check this instance.
    var checkWords: [String] {
        ["check"] + instance.arguments
    }
}
