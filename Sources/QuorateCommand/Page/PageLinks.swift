import Foundation
import QuorateLanguage
import QuorateTraces

/// The way from a place in a spec to its text, and to where a host of code shows it.
struct PageLinks {
    /// Address before the path of a file in the repository, or nil where nothing is linked.
    var base: String?
    let sources: SourcePaths

    /// No links, but the texts all the same.
    init(sources: SourcePaths) { self.sources = sources }

    /// - Throws: ``CommandError`` for a base that is no address of a page.
    init(base: String?, sources: SourcePaths) throws {
        self.sources = sources
        guard let base else { return }
        let scheme = base.prefix { $0 != ":" }.lowercased()
        // No other scheme: a link is somebody's click away from being run.
        guard ["http", "https"].contains(scheme), let url = URL(string: base), url.host?.isEmpty == false,
            url.query == nil, url.fragment == nil
        else {
            throw CommandError.unsuitable(
                option: "--source-base", value: base,
                write:
                    "an address before the paths of files, as in https://example.org/team/project/blob/main")
        }
        self.base = String(base.reversed().drop { $0 == "/" }.reversed())
    }

    /// File and line, with the link there.
    func place(of site: SourceSite) -> RunPage.Place {
        guard let place = sources.place(of: site) else { return .init(text: site.description) }
        // The text of today need not be that of the program.
        let remark = sources.isNewerThanProgram(place.path) ? " (\(Self.newer))" : ""
        let text = "\(place.path):\(place.line)\(remark)"
        guard let base,
            let path = place.path.addingPercentEncoding(withAllowedCharacters: Self.plainCharacters)
        else { return .init(text: text) }
        return .init(text: text, link: "\(base)/\(path)#L\(place.line)")
    }

    private static let plainCharacters = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/+")

    static let newer = "the file is newer than this program"

    /// The guard of the `take` at a place as it is written, or nil where its text is not found, or may be another by now.
    func condition(at site: SourceSite) -> String? {
        guard let place = sources.place(of: site), !sources.isNewerThanProgram(place.path) else { return nil }
        return GuardText(sources.lines(from: site, count: GuardText.mostLines)).condition
    }
}
