import QuorateExplorer

extension CheckCommand {
    /// Use of the lock that is asked for: to be compared with, or to be written.
    struct LockUse {
        let file: LockFile
        let isUpdate: Bool
    }

    /// Use of the lock that is asked for, or nil.
    ///
    /// - Throws: ``CommandError`` when other options ask for something else.
    func lockUse(_ request: CheckRequest) throws -> LockUse? {
        guard isLocked || updatesLock else {
            if lock == nil { return nil }
            throw CommandError.needsOption(option: "--lock", needed: "--locked or --update-lock")
        }
        let option = isLocked ? "--locked" : "--update-lock"
        if isLocked, updatesLock {
            throw CommandError.optionsExclude(
                "--locked", "--update-lock", because: "one compares with the file that the other replaces")
        }
        let others = [
            ("--update-counterexamples", updatesCounterexamples),
            ("--counterexamples", counterexamples != nil), ("--export", exportFolder != nil),
            ("--format \(output.chosen.rawValue)", ![.text, .json].contains(output.chosen)),
        ]
        if let other = request.optionForOtherRuns ?? others.first(where: \.1)?.0 {
            throw CommandError.optionsExclude(
                other, option, because: "the lock is about whole catalogs and specs")
        }
        return LockUse(file: LockFile(path: lock ?? LockFile.usualPath), isUpdate: updatesLock)
    }

    /// Makes the usual runs, and compares what they come to with the lock or puts it there.
    func compareLock(_ use: LockUse, _ request: CheckRequest, in session: Session) async throws {
        let locked = try LockedCheck(
            use, request, session: session, isJSON: output.chosen == .json, isQuiet: quiet)
        try await locked.run().end()
    }
}
