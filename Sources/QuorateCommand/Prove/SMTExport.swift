import Foundation
import QuorateProver
import QuorateQuorums
import QuorateTraces

/// The folder into which the questions to the solver are written, one SMT-LIB 2 file each.
struct SMTExport {
    let folder: String

    /// Writes the files of all questions, or none of them; files of the same names are replaced.
    ///
    /// - Returns: How many files there are.
    /// - Throws: ``CommandError`` or `TraceInputOutputError` when the folder or a file cannot be written.
    func write(_ questions: [Question]) throws -> Int {
        let obligations = try questions.flatMap { try $0.obligations() }
        if obligations.isEmpty { return 0 }
        try Folder.make(folder)
        try WholeFile.write(
            obligations.map { obligation in
                let path = (folder as NSString).appendingPathComponent(obligation.fileName)
                return (path, Data(obligation.text.utf8))
            })
        return obligations.count
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
