package import Foundation

/// A file that is written whole or not at all: under a hidden name beside its place first, from where it is renamed.
///
/// Nothing is seen at its place until it is put there, and what was there stays until then.
package struct WholeFile {
    private enum Draft {
        case hidden(String)
        /// Data for a device or a pipe, which cannot be replaced.
        case data(Data)
    }

    private let path: String
    private let place: String
    private let draft: Draft

    /// Writes `data` beside `path`, or through a link beside what it leads to.
    ///
    /// - Throws: ``TraceInputOutputError``, with nothing left behind.
    package init(_ data: Data, at path: String) throws {
        self.path = path
        place = FilePlace.resolved(path)
        do {
            let kind = try FilePlace.kind(of: path)
            guard case .file(let mode) = kind else {
                draft = .data(data)
                return
            }
            draft = .hidden(try HiddenFile.write(data, beside: place, mode: mode))
        } catch {
            throw TraceInputOutputError(path: path, reason: error.reason)
        }
    }

    /// Puts the file in its place; whatever it replaces is gone.
    ///
    /// - Throws: ``TraceInputOutputError``, with nothing left behind.
    package func put() throws {
        switch draft {
        case .hidden(let hidden):
            do { try HiddenFile.rename(hidden, to: place) } catch {
                throw TraceInputOutputError(path: path, reason: error.reason)
            }
        case .data(let data):
            do { try data.write(to: URL(fileURLWithPath: path)) } catch {
                throw TraceInputOutputError(path: path, reason: ITF.reason(of: error))
            }
        }
    }

    /// Takes the file back before it is put in its place.
    package func discard() {
        if case .hidden(let hidden) = draft { HiddenFile.remove(hidden) }
    }
}

extension WholeFile {
    /// Writes one file.
    package static func write(_ data: Data, to path: String) throws {
        try WholeFile(data, at: path).put()
    }

    /// Writes all of the files, or none where the disk is full before the last of them.
    package static func write(_ files: [(path: String, data: Data)]) throws {
        var drafts: [WholeFile] = []
        do {
            for file in files { drafts.append(try WholeFile(file.data, at: file.path)) }
            while let draft = drafts.last {
                try draft.put()
                drafts.removeLast()
            }
        } catch {
            for draft in drafts { draft.discard() }
            throw error
        }
    }

    /// Removes what was not put in its place, because the process ends.
    package static func discardAll() { HiddenFile.removeAll() }

    /// Removes what processes left behind in a folder that were killed while they wrote.
    package static func removeLeftovers(in folder: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names where HiddenFile.isLeftover(name) {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }
}
