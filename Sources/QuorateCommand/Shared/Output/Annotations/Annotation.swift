import QuorateLanguage
import QuorateTraces

/// Remark on something that is not as expected, for hosts of code that show it beside the line which it is about.
///
/// One for each property, claim or run of real code, never one for a step. The reporters of SARIF and of other such
/// formats print these, and know nothing of the commands.
struct Annotation {
    /// Gravity of a remark, the gravest first.
    enum Level: String, CaseIterable, Comparable {
        case error, warning, note

        static func < (left: Level, right: Level) -> Bool {
            allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
        }
    }

    /// Subject of a remark, as a place to show it at.
    enum Place {
        /// A line of the sources.
        case line(SourceSite)
        /// A type of a module, and a line that has to do with it.
        case type(String, module: String, SourceSite?)
        /// A line of a file that was read, by its path.
        case file(String, line: Int = 1)
        case none
    }

    /// Kind of the remark.
    var rule: AnnotationRule
    var level: Level
    /// A few words, as in `"agreement" is violated`.
    var title: String
    /// A sentence or two with the figures, of which the first stands for itself.
    var message: String
    /// The instance, claim or file that the remark is about, by its name on the command line.
    var subject: String
    var place = Place.none
    /// The run that shows it, or nil.
    var trace: Trace?
    /// The file that has the run, or nil.
    var traceFile: String?
}

/// A result that can be told in annotations: whatever has these has SARIF.
protocol AnnotatedResult: JobResult {
    /// Remarks on what is not as expected; none where all is.
    ///
    /// - Parameter catalog: where a result that has names only looks its spec up.
    func annotations(in catalog: Catalog) -> [Annotation]

    /// Place to show that a part could not be made at, where the error has none.
    static func place(of part: Part, in catalog: Catalog) -> Annotation.Place
}

extension Annotation {
    /// The remark on a part that could not be made.
    init<Result: AnnotatedResult>(_ failure: JobFailure<Result>, in catalog: Catalog) {
        self.init(
            rule: AnnotationRule(failure.status), level: .error, title: "\(failure.label) is an error",
            message: failure.message, subject: failure.label,
            place: failure.site.map { .line($0) } ?? Result.place(of: failure.part, in: catalog))
    }
}

extension JobResults where Result: AnnotatedResult {
    /// Remarks on what is not as expected, and on what could not be made.
    func annotations(in catalog: Catalog) -> [Annotation] {
        made.flatMap { $0.annotations(in: catalog) } + failed.map { Annotation($0, in: catalog) }
    }
}

extension SourcePaths {
    /// The line at which the remark is to be shown, or nil.
    func place(of annotation: Annotation) -> Place? {
        switch annotation.place {
        case .line(let site): place(of: site)
        case .type(let name, let module, let site): declaration(of: name, module: module, near: site)
        case .file(let file, let line): path(ofFile: file).map { Place(path: $0, line: line) }
        case .none: nil
        }
    }
}

extension Annotation.Place {
    /// The spec as a whole: where its type is declared, or its first property is written.
    init(of spec: ErasedSpec) {
        let parts = spec.typeName.prefix { $0 != "<" }.split(separator: ".").map(String.init)
        self = .type(
            parts.last ?? spec.name, module: parts.first ?? "", spec.properties.first?.site)
    }
}
