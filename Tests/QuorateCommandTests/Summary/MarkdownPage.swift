/// The shape of our summaries, line by line.
enum MarkdownPage {
    /// Problem of a page, or nil.
    static func problem(in page: String) -> String? {
        var (columns, fence): (Int?, Substring?) = (nil, nil)
        guard page.hasPrefix("## `quorate ") else { return "no title" }
        for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
            if let open = fence {
                if line == open { fence = nil }
                continue
            }
            if line.hasPrefix("```") { fence = line.prefix { $0 == "`" } }
            guard line.hasPrefix("|") else {
                columns = nil
                continue
            }
            let count = line.replacing(/`[^`]*`/, with: "").count { $0 == "|" }
            guard columns ?? count == count, line.hasSuffix("|") else { return "\(line)" }
            columns = count
        }
        if fence != nil { return "a block without an end" }
        guard page.contains("```mermaid") else { return nil }
        do { try MermaidSequence.check(in: page) } catch { return "\(error)" }
        return nil
    }
}
