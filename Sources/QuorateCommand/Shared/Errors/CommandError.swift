import QuorateLanguage
import QuorateProver
import QuorateReplay

/// Reason why a command cannot do what it was asked; the cases are in groups, by whose fault it is.
enum CommandError: Error {
    // The person's arguments.

    /// `--set` without a name, an equals sign and a whole number.
    case malformedSetting(String)
    /// Two values for one parameter.
    case settingTwice(String)
    /// An option that makes sense for a named spec only.
    case needsSpec(option: String)
    /// An option of `prove` that makes sense for one named spec, model or automaton only.
    case needsSubject(option: String)
    /// An option that makes sense for threshold automata only, and something that is none.
    case needsAutomaton(option: String, name: String)
    /// An option that makes sense together with another one only.
    case needsOption(option: String, needed: String)
    /// Two options that ask for different things.
    case optionsExclude(String, String, because: String)
    /// A file in the folder of counterexamples that nobody but a person can have put there.
    case unexpectedFile(String, reason: String)
    /// `export` without a language to export to.
    case noExportFormat
    /// A trace of a spec that does not say who sends what to whom.
    case noScenario(file: String, reason: String)
    /// More than one `--mutant`, or more than one `--variant`.
    case severalChanges(String, [String])
    /// No property of that name.
    case unknownProperty(String, spec: String, known: [String])
    /// A spec that is not in the catalog, but a property of one of the named specs is called so.
    case propertyAsSpec(String)
    /// The mutant must break a property that `--property` leaves out.
    case propertyExcluded(mutant: String, property: String)
    /// A number that is too small.
    case tooSmall(option: String, value: String, least: String)
    /// A value that cannot be read, or makes no sense, with what to write instead.
    case unsuitable(option: String, value: String, write: String)
    /// Parameters that are each in range, and that the spec refuses together.
    case unsuitableParameters(SpecError)
    /// Parameters for which the code of a spec is not made.
    case unsuitableCode(UnsuitableCode)
    /// A spec without an adversary of the library, whose twin is asked for.
    case noAdversary(spec: String)
    /// A spec of which no replica is faulty, or may say anything.
    case nobodyFaulty(spec: String)
    /// Nothing to check.
    case emptyCatalog
    /// Nothing that `help` can tell of.
    case unknownTopic(String, known: [String])
    /// No benchmark case of that name.
    case unknownCase(String, known: [String])
    /// No claim and no spec of that name.
    case unknownClaim(String, known: [String])
    /// No costs of a protocol of that name.
    case unknownCost(String, known: [String])
    /// A spec that states no claims.
    case noClaims(spec: String)
    /// A catalog without claims.
    case noClaimsAtAll
    /// A catalog without costs.
    case noCosts
    /// A catalog that lists no scenarios.
    case noScenarios
    /// No scenario of that number or with that word, out of `count`.
    case unknownScenario(String, count: Int)
    /// A benchmark case without the figures that show whether a search of it is right.
    case noFigures(case: String)
    /// A benchmark case without a property of liveness, where what liveness costs is asked.
    case noLiveness(case: String)
    /// A threshold automaton without a property of safety, where the time for these is asked.
    case noSafety(automaton: String)
    /// A catalog without benchmark cases.
    case noBenchmarks
    /// A catalog none of whose benchmark cases has a property of liveness.
    case noLivenessBenchmarks
    /// No chosen case has a model for the tool.
    case noTwin(tool: String)
    /// A program that a benchmark needs is not installed.
    case missingTool(String)
    /// The program that serves the page of a walk does not lie beside this one.
    case noExploreProgram(String)
    /// A search over ranks by a program that was built without them.
    case noRanks
    /// The program that serves the page of a walk cannot be started.
    case exploreProgramFailed(String, reason: String)
    /// `--safe` or `--live` with something that is no linear inequality.
    case malformedExpression(option: String, text: String, ExpressionError)
    /// Inequalities that make no rule together.
    case unsuitableRule(BoundError)
    /// No family of that name.
    case unknownFamily(String, known: [String])
    /// A family, and a rule of one's own.
    case familyAndRule(option: String, family: String)
    /// An option that makes sense for a family or a rule only.
    case needsRule(option: String)
    /// A table over n for a rule without n.
    case noReplicas
    /// A table with too many lines or too large numbers.
    case tableTooLarge(String)

    /// A name that a package of one's own cannot have.
    case unsuitableName(String, reason: String)
    /// A package of one's own in the place of something else.
    case folderTaken(String)
    /// A package of one's own that would lie in a clone of Quorate.
    case insideClone(String, of: String, name: String)
    /// A folder that is no clone of Quorate.
    case noClone(String)
    /// Nothing says where a package finds Quorate.
    case unknownClone

    /// A spec without real code.
    case noDriver(spec: String, known: [String])
    /// The code of a mutant, for a trace that is of no mutant.
    case noMutant(file: String)
    /// The code has no part that the mutant changes.
    case noSuchCode(mutant: String, spec: String, known: [String])

    /// An adapter that cannot be started, or is none for the spec.
    case adapterRefused(String)

    // A file that was given.

    /// A file that is no trace, or none of a spec in the catalog, or has a step that the spec does not allow.
    case refusedTrace(file: String, reason: any Error)
    /// A folder in which there is nothing to replay.
    case noTraces(folder: String)
    /// A file that is no lock.
    case refusedLock(file: String, reason: any Error)
    /// A file that is no history of the object's operations, or one in which there is nothing to compare.
    case refusedHistory(file: String, reason: any Error)

    /// A file that is no certificate, or one whose spec is not there.
    case refusedCertificate(file: String, reason: any Error)
    /// A graph that cannot be told in a format, or is larger than the limit.
    case refusedGraph(String)

    /// A file that is no threshold automaton, or one that cannot be decided.
    case refusedAutomaton(file: String, reason: any Error)

    /// Real code, or the spec beside it, that does different things in one state.
    case unsteadyCode(SpecError)

    // The world.

    /// A search that is measured found something else than it should.
    case figuresDiffer(String)
    /// An interrupt came before the result.
    case interrupted
    /// A limit stood in the way of what everything else rests on.
    case undecided(String)

    /// No lock where one is to be compared.
    case noLock(file: String)
    /// A folder that cannot be written to.
    case exportFolder(String, reason: String)
    /// Results that could not be printed.
    case outputLost(reason: String)

    /// A program that a benchmark runs ended in an error, or printed something else than it should.
    case toolFailed(String, output: String)

    /// The exit status that goes with it.
    var status: ExitStatus {
        switch self {
        case .refusedTrace, .refusedHistory, .refusedAutomaton, .refusedLock, .refusedCertificate, .noTraces:
            .malformedInput
        case .unsteadyCode: .codeDisagreesWithItself
        case .interrupted, .undecided, .refusedGraph: .inconclusive
        case .figuresDiffer: .otherFigures
        case .noLock, .exportFolder, .outputLost, .toolFailed, .adapterRefused,
            .exploreProgramFailed:
            .inputOutput
        case .malformedSetting, .settingTwice, .needsSpec, .needsSubject, .needsOption, .optionsExclude,
            .unexpectedFile,
            .noExportFormat, .noScenario, .severalChanges, .unknownProperty, .propertyAsSpec,
            .propertyExcluded, .tooSmall, .unsuitable, .unsuitableParameters, .unsuitableCode, .emptyCatalog,
            .unknownTopic,
            .unknownCase, .needsAutomaton, .noSafety, .unknownClaim, .unknownCost, .noClaims, .noClaimsAtAll,
            .noCosts,
            .noScenarios,
            .unknownScenario, .noTwin,
            .noFigures, .noLiveness, .noBenchmarks, .noLivenessBenchmarks,
            .missingTool, .noExploreProgram, .noRanks, .malformedExpression, .unsuitableRule, .unknownFamily,
            .familyAndRule, .needsRule,
            .noReplicas, .tableTooLarge, .noDriver, .noMutant, .noSuchCode, .noAdversary, .nobodyFaulty,
            .unsuitableName, .folderTaken, .insideClone, .noClone, .unknownClone:
            .usage
        }
    }
}
