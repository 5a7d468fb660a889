import QuorateLanguage
import QuorateProver
import QuorateTraces

extension CommandError: CustomStringConvertible {
    /// Message that says what is wrong and what to do.
    var description: String {
        switch self {
        case .malformedSetting(let text):
            "--set \(ForeignText.name(text)): write a name, an equals sign and a whole number, as in --set managers=3"
        case .settingTwice(let name):
            "the parameter \(ForeignText.name(name)) is set twice; give it one value"
        case .needsSpec(let option): "\(option) needs a SPEC that it is meant for; `list` shows them"
        case .needsSubject(let option):
            "\(option) needs one SPEC, model or automaton that it is meant for; `list` shows the specs, `prove` the others"
        case .needsOption(let option, let needed): "\(option) makes sense with \(needed) only; add it"
        case .optionsExclude(let one, let other, let reason):
            "\(one) cannot be combined with \(other): \(reason); leave one of them out"
        case .unexpectedFile(let path, let reason):
            "\(ForeignText.path(path)) is not one of the kept counterexamples: \(reason); nothing was changed, move it away"
                + " or give another folder with --counterexamples"
        case .noExportFormat:
            "what shall the trace be exported as? Write --for swift, --for go or --for python, or"
                + " --as-scenario"
        case .noScenario(let file, let reason):
            "\(ForeignText.path(file)): no scenario can be written: \(reason)"
        case .severalChanges(let kind, let names):
            "one \(kind) at a time: \(names.map(ForeignText.name).joined(separator: ", ")) cannot be combined"
        case .unknownProperty(let name, let spec, let known):
            Self.unknown("property", name, of: spec, among: known, quoted: true)
        case .propertyAsSpec(let name):
            "\(ForeignText.quoted(name)) is a property and not a spec; write --property in front of each property"
        case .propertyExcluded(let mutant, let property):
            "the mutant \(mutant) must break \(ForeignText.quoted(property)), which --property leaves out;"
                + " add --property \(Shell.quoted(property))"
        case .tooSmall(let option, let value, let least):
            "\(option) \(ForeignText.name(value)) makes no sense; give \(least)"
        case .unsuitable(let option, let value, let write):
            "\(option) \(ForeignText.name(value)): write \(write)"
        case .unsuitableParameters(let error): "the spec refuses these parameters: \(error)"
        case .unsuitableCode(let error): "the code cannot be compared with these parameters: \(error)"
        case .noAdversary(let spec):
            "\(spec) is no ByzantineSpec, so there is no adversary of the library to compare; leave --adversary-twin out"
        case .nobodyFaulty(let spec):
            "there is nothing to compare in \(spec): no replica is Byzantine, or all that are say nothing; give other"
                + " parameters with --set"
        case .emptyCatalog: "the catalog has no specs, so there is nothing to check"
        case .refusedGraph(let what): what
        case .refusedTrace(let file, let reason), .refusedHistory(let file, let reason),
            .refusedCertificate(let file, let reason):
            "\(ForeignText.path(file)): \(Self.message(of: reason))"
        // The place in the file comes first, as compilers print it.
        case .refusedAutomaton(_, let reason as AutomatonFileError): ForeignText.shown(reason.description)
        case .refusedAutomaton(let file, let reason):
            "\(ForeignText.path(file)): \(Self.message(of: reason))"
        case .refusedLock(let file, let reason):
            "\(ForeignText.path(file)): \(Self.message(of: reason)); mend the file, or remove it and let"
                + " `check --update-lock` write it anew"
        case .noLock(let file):
            "there is no \(ForeignText.path(file)), so nothing is locked; `check --update-lock` writes it"
        case .noTraces(let folder):
            "\(ForeignText.path(folder)) has no trace, so nothing is compared; traces are files that end in .itf.json"
        case .exportFolder(let path, let reason):
            "cannot write to the folder \(ForeignText.path(path)): \(reason)"
        case .unknownTopic(let name, let known): Self.unknown("topic", name, of: "help", among: known)
        case .unknownCase(let name, let known):
            Self.unknown("case", name, of: "the benchmark", among: known)
        case .unknownCost(let name, let known):
            Self.unknown("protocol", name, of: "the table of costs", among: known)
        case .noSafety(let name):
            "\(ForeignText.name(name)) has no property of safety, and only these have published times"
        case .needsAutomaton(let option, let name):
            "\(option) is about threshold automata, and \(ForeignText.name(name)) is none; `bounds` asks for the "
                + "bounds of quorums"
        case .unknownClaim(let name, let known): Self.unknownClaim(name, known)
        case .noClaims(let spec): "\(spec) states no claims, so there is nothing to prove"
        case .noClaimsAtAll: "the catalog has no claims, so there is nothing to prove"
        case .noExploreProgram(let program):
            "\(ForeignText.path(program)) is not there; explore is a program of its own, to be built and put beside this"
                + " one: `swift build -c release --product quorate-explore` (in a package of your own, an executable of that"
                + " name that calls `ExploreTool.run`)"
        case .noRanks:
            "this program was built without MPI; with Open MPI (on Debian and Ubuntu: apt-get install libopenmpi-dev"
                + " openmpi-bin), build it again: `swift build -c release --traits MPI`"
        case .exploreProgramFailed(let program, let reason):
            "\(ForeignText.path(program)) cannot be started: \(reason)"
        case .missingTool(let name):
            "\(name) is not installed; on Debian and Ubuntu: apt-get install \(name)"
        case .toolFailed(let name, let output):
            "\(name) did not do what it should; it says:\n" + output.suffix(2000)
        case .malformedExpression(let option, let text, let error):
            "\(option), \(error.description(of: text))"
        case .unsuitableRule(.notMentioned(let name, known: [])):
            "no inequality mentions \(name), the quorum size, or any other name"
        case .unsuitableRule(.notMentioned("q", let known)):
            "no inequality mentions q, the quorum size; write q for it, or --choose with its name, one of "
                + known.joined(separator: ", ")
        case .unsuitableRule(.notMentioned(let name, let known)):
            Self.unknown("name", name, of: "the rule", among: known)
        case .unsuitableRule(let error): "\(error)"
        case .unknownFamily(let name, _) where name.contains(where: { "<>=≤≥".contains($0) }):
            "bounds has no family \(ForeignText.name(name)); write --safe or --live in front of an inequality"
        case .unknownFamily(let name, let known): Self.unknown("family", name, of: "bounds", among: known)
        case .familyAndRule(let option, let family):
            "\(option) states a rule of your own, and \(family) is one already; give one of them"
        case .needsRule(let option): "\(option) needs a FAMILY or a rule; `bounds` alone lists the families"
        case .noReplicas: "--replicas counts n, which the rule does not mention"
        case .tableTooLarge(let range):
            "--replicas \(range) makes too large a table; give fewer or smaller numbers"
        case .unsuitableName(let name, let reason):
            "a package and its spec cannot be called \(ForeignText.name(name)): \(reason)"
        case .folderTaken(let path):
            "\(ForeignText.path(path)) is there already, and is no empty folder; nothing was changed, give another name"
                + " or move it away"
        case .insideClone(let path, let clone, let name):
            "\(ForeignText.path(path)) would lie in the clone of Quorate, \(ForeignText.path(clone)); write the package"
                + " beside the clone, as in ../\(name)"
        case .noClone(let path):
            "\(ForeignText.path(path)) is no clone of Quorate: Quorate's Package.swift is not there; give the folder in"
                + " which it is"
        case .unknownClone:
            "this program does not lie in the .build of a clone of Quorate; say where the package finds Quorate:"
                + " --path FOLDER for a clone, or --url URL for a version"
        case .adapterRefused(let reason): reason
        case .noDriver(let spec, []): "\(spec) has no driver, and no other spec of this catalog has one"
        case .noDriver(let spec, let known):
            "\(spec) has no driver, so there is no real code to run; these have: "
                + known.joined(separator: ", ")
        case .noMutant(let file):
            "\(ForeignText.path(file)) is a run of the spec without a mutant, so there is no changed code; leave --against out"
        case .noSuchCode(let mutant, let spec, let known):
            "the code of \(spec) has no part that the mutant \(mutant) changes"
                + (known.isEmpty ? "" : "; it has for " + known.joined(separator: ", "))
        case .noScenarios: "the catalog lists no scenarios, so there is nothing to answer"
        case .unknownScenario(let name, let count):
            "no scenario has the number or the word \"\(name)\"; there are \(count): list --scenarios shows all"
        case .noCosts: "the catalog states no costs, so there is nothing to compare"
        case .noFigures(let name):
            "the benchmark case \(name) states no distinct or no generated states, so nothing shows that a search of it"
                + " is right; add them to its expected run"
        case .noBenchmarks: "the catalog has no benchmark cases, so there is nothing to measure"
        case .noLivenessBenchmarks:
            "no benchmark case of the catalog has a property of liveness, so there is nothing to measure"
        case .noLiveness(let name):
            "the benchmark case \(name) has no property of liveness, so there is nothing to measure; leave it out, or"
                + " --liveness"
        case .figuresDiffer(let difference): difference
        case .noTwin(let tool):
            "none of the cases has a model for \(tool), so there is nothing to compare with it"
        case .interrupted: "interrupted before there was a result"
        case .undecided(let reason): reason
        case .unsteadyCode(let error):
            "the code does not agree with itself, or the spec beside it does not: \(error)"
        case .outputLost(let reason): "cannot print the results: \(reason)"
        }
    }

    /// Message for a person about any error that is not the argument parser's.
    static func message(of error: any Error) -> String {
        guard let error = error as? CatalogError else { return "\(error)" }
        switch error {
        case .unknownSpec(let name, let known): return unknown("spec", name, of: "the catalog", among: known)
        case .unknownParameter(let name, let spec, let known):
            return unknown("parameter", name, of: spec, among: known)
        case .unknownMutant(let name, let spec, let known):
            return unknown("mutant", name, of: spec, among: known)
        case .unknownVariant(let name, let spec, let known):
            return unknown("variant", name, of: spec, among: known)
        case .mutantWithVariant(let mutant, let variant, let spec):
            return
                "the mutant \(mutant) and the variant \(variant) of \(spec) cannot be combined: a spec is changed in"
                + " one way at a time; leave one of them out"
        case .outOfRange(let name, let value, let spec, let range):
            return
                "\(name)=\(value) is out of range: \(spec) takes \(range.lowerBound) to \(range.upperBound)"
        }
    }

    /// There are too many claims to list them all.
    private static func unknownClaim(_ name: String, _ known: [String]) -> String {
        let missing = "no claim and no spec is called \(ForeignText.name(name))"
        if let nearest = NearestName.nearest(to: name, among: known) {
            return missing + "; did you mean \(nearest)?"
        }
        return missing + "; `list` shows them"
    }

    /// That `owner` does not have the name, with the nearest one that it has, or all of them.
    private static func unknown(
        _ what: String, _ name: String, of owner: String, among known: [String], quoted: Bool = false
    ) -> String {
        func shown(_ name: String) -> String { quoted ? ForeignText.quoted(name) : ForeignText.name(name) }
        let missing = "\(owner) has no \(what) \(shown(name))"
        if known.isEmpty { return missing + "; it has none" }
        if let nearest = NearestName.nearest(to: name, among: known) {
            return missing + "; did you mean \(shown(nearest))?"
        }
        return missing + "; it has " + known.map(shown).joined(separator: ", ")
    }
}
