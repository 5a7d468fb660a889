extension BenchmarkCase.Twin {
    /// Twin in Promela, for Spin, whose parameters are macros.
    package static func promela(_ bytes: [UInt8], _ parameters: [String: Int], leadingStates: Int = 0)
        -> BenchmarkCase.Twin
    {
        let macros = parameters.sorted { $0.key < $1.key }.map { "#define \($0.key) \($0.value)\n" }
        return BenchmarkCase.Twin(
            .spin, model: macros.joined() + String(decoding: bytes, as: UTF8.self),
            leadingStates: leadingStates)
    }

    /// Twin in Murphi, for rumur, with one line for each parameter, `  N: 9;`.
    package static func murphi(_ bytes: [UInt8], _ parameters: [String: Int]) -> BenchmarkCase.Twin {
        let lines = String(decoding: bytes, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        let model = lines.map { line in
            for (name, value) in parameters where line.hasPrefix("  \(name): ") {
                return "  \(name): \(value);"
            }
            return String(line)
        }
        return BenchmarkCase.Twin(.rumur, model: model.joined(separator: "\n"))
    }
}
