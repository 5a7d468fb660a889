package import Foundation

/// A folder that is written whole or not at all: under a hidden name beside its place first, from where it is renamed.
package struct WholeFolder {
    private let path: String
    private let place: String
    private let hidden: String

    /// Writes `files`, whose paths begin in the folder, and the folders that they need.
    ///
    /// - Throws: ``TraceInputOutputError`` that names the file by its place, with nothing left behind.
    package init(_ files: [(path: String, data: Data)], at path: String) throws {
        self.path = path
        place = FilePlace.resolved(path)
        hidden = try HiddenFile.writeFolder(files, beside: place, shownAs: path)
    }

    /// Puts the folder in its place, where nothing may be but an empty folder.
    ///
    /// - Throws: ``TraceInputOutputError``, with nothing left behind.
    package func put() throws {
        var found = stat()
        if stat(place, &found) == 0 { chmod(hidden, found.st_mode & 0o7777) }
        do { try HiddenFile.rename(hidden, to: place) } catch {
            throw TraceInputOutputError(path: path, reason: error.reason)
        }
    }

    /// Takes the folder back before it is put in its place.
    package func discard() { HiddenFile.remove(hidden) }
}
