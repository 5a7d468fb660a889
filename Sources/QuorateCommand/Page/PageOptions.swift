import ArgumentParser
import Foundation
import QuorateExplorer
import QuorateLanguage
import QuorateTraces

/// The options of pages that several commands share.
struct PageLinkOptions: ParsableArguments {
    @Option(
        name: .customLong("source-base"),
        help: ArgumentHelp(
            "With --html: where the files of this repository are shown, to which lines of the spec are linked.",
            valueName: "address"))
    var base: String?

    /// - Throws: ``CommandError`` for a base without pages, or one that is no address.
    func links(isNeeded: Bool, in session: Session) throws -> PageLinks {
        if base != nil, !isNeeded {
            throw CommandError.needsOption(option: "--source-base", needed: "--html")
        }
        return try PageLinks(base: base, sources: session.sources)
    }
}

/// A page that is written to one file.
struct PageFile {
    let path: String

    /// The file, in whose folder one can write: better known before a long search.
    ///
    /// - Throws: ``CommandError``.
    func writable() throws -> PageFile {
        let folder = FileName.parent(of: path)
        try TraceExport.requireWritable(folder.isEmpty ? "." : folder)
        return self
    }

    /// Writes the page, and says so.
    ///
    /// - Throws: ``TraceInputOutputError``.
    func write(_ page: RunPage, _ console: Console) throws {
        try write(page.html, console, Numerals.count(page.steps.count, "step"))
    }

    /// Writes the source of a page, and says so with what is on it.
    ///
    /// - Throws: ``TraceInputOutputError``.
    func write(_ html: String, _ console: Console, _ content: String = "") throws {
        try WholeFile.write(Data(html.utf8), to: path)
        let remark = content.isEmpty ? "" : " (\(content))"
        console.note("The page is in \(ForeignText.path(path))\(remark).")
    }
}

/// A folder of pages, one for each run.
final class PageFolder {
    private let folder: String
    private let links: PageLinks
    private var names: Set<String> = []

    /// - Throws: ``CommandError`` when nothing can be written there: better known before a long search.
    init(_ folder: String, _ links: PageLinks) throws {
        (self.folder, self.links) = (folder, links)
        try TraceExport.requireWritable(folder)
    }

    /// Writes the page of a run, adjusted, under the name of its spec and of what is changed in it.
    func write(
        _ trace: Trace, in spec: ErasedSpec, adjusting adjust: (inout RunPage) -> Void = { _ in }
    ) throws {
        var page = try RunPage(of: trace, in: spec, links)
        adjust(&page)
        let path = "\(folder)/\(name(of: trace)).html"
        try Folder.make(FileName.parent(of: path))
        try WholeFile.write(Data(page.html.utf8), to: path)
    }

    private func name(of trace: Trace) -> String {
        let shows = trace.property.isEmpty ? nil : trace.property
        let name = "\(trace.instance.folderName)/\(trace.instance.fileName(showing: shows))"
        let unique = ([name] + (2...9999).lazy.map { "\(name)-\($0)" }).first { !names.contains($0) } ?? name
        names.insert(unique)
        return unique
    }

    /// Summary of how much was written.
    var summary: String {
        names.isEmpty
            ? "no page was written to \(ForeignText.path(folder)): there is no run to show"
            : "\(Numerals.count(names.count, "page")) written to \(ForeignText.path(folder))"
    }
}
