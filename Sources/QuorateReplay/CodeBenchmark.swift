/// Something that real code does very often, to be measured.
public struct CodeBenchmark: Sendable {
    /// The name by which it is chosen.
    public let name: String
    /// Unit in which the work is counted, as in `requests`.
    public let unit: String
    /// Does it so many times.
    public let run: @Sendable (_ count: Int) throws -> Void

    /// Benchmark of `run`, called `name`, counted in `unit`.
    public init(_ name: String, unit: String, run: @escaping @Sendable (_ count: Int) throws -> Void) {
        self.name = name
        self.unit = unit
        self.run = run
    }
}
