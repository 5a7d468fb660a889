import ArgumentParser
import QuorateLanguage

/// The tools named by `--against`, with commas between.
struct ToolList: ExpressibleByArgument {
    let tools: [BenchmarkCase.Twin.Tool]

    init?(argument: String) {
        let names = argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let tools = names.compactMap(BenchmarkCase.Twin.Tool.init(rawValue:))
        guard tools.count == names.count, Set(names).count == names.count else { return nil }
        self.tools = tools
    }

    static var allValueStrings: [String] { BenchmarkCase.Twin.Tool.allCases.map(\.rawValue) + ["spin,rumur"] }
}
