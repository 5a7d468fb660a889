import Foundation
import QuorateProver
import QuorateQuorums
import QuorateTraces

/// The folder into which the questions to the solver are written, one SMT-LIB 2 file each.
struct SMTExport {
    let folder: String

    /// Writes the files of all questions; files of the same names are replaced.
    ///
    /// - Returns: How many files there are.
    /// - Throws: ``CommandError`` when the folder or a file cannot be written.
    func write(_ questions: [Question]) throws -> Int {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let obligations = try questions.flatMap { try $0.obligations() }
            for obligation in obligations {
                let path = (folder as NSString).appendingPathComponent(obligation.fileName)
                try Data(obligation.text.utf8).write(to: URL(fileURLWithPath: path))
            }
            return obligations.count
        } catch {
            throw CommandError.exportFolder(folder, reason: ITF.reason(of: error))
        }
    }
}

extension Question {
    /// What is put to the solver.
    fileprivate func obligations() throws -> [Obligation] {
        switch subject {
        case .claim(var claim):
            // Claims of different specs may have the same name, and files may not.
            claim.name = name
            return try Prover.obligations(of: claim)
        case .impossibility(let impossibility): return impossibility.obligations
        }
    }
}
