/// JUnit's XML, as CI servers read it: a suite for each run, a test case for each property.
///
/// A case fails when its property is not as expected, so a mutant that is caught passes.
struct CheckJUnit: Reporter {
    let console: Console
    let sources: SourcePaths

    func ended(_ results: CheckResults) throws {
        let suites = results.made.map(\.suite) + results.notStarted.map(\.suite)
        try console.print(JUnitSuite.document(suites, seconds: results.seconds, sources: sources))
    }
}
