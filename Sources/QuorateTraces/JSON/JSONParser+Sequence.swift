package import Foundation

/// A value of a file of many, with the line on which it begins, from 1.
package struct PlacedValue: Hashable, Sendable {
    /// Line of the file.
    package let line: Int
    /// The value.
    package let value: JSONValue
}

extension JSONValue {
    /// The elements of the one list that `data` holds, or else the values that stand there one after the other, as in a
    /// file of a value on each line.
    package static func sequence(in data: Data) throws(TraceFileError) -> [PlacedValue] {
        guard data.count <= JSONParser.byteLimit else { throw .tooLarge(limit: JSONParser.byteLimit) }
        var parser = JSONParser([UInt8](data))
        return try parser.sequence()
    }
}

extension JSONParser {
    fileprivate mutating func sequence() throws(TraceFileError) -> [PlacedValue] {
        var lines = LineCount()
        var values: [PlacedValue] = []
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: "[") else {
            while position < bytes.count {
                values.append(try placedValue(&lines))
                skipSpace()
            }
            return values
        }
        position += 1
        if try !skips("]") {
            repeat { values.append(try placedValue(&lines)) } while try continues(until: "]")
        }
        skipSpace()
        guard position == bytes.count else { throw malformed("more text after the end") }
        return values
    }

    private mutating func placedValue(_ lines: inout LineCount) throws(TraceFileError) -> PlacedValue {
        skipSpace()
        let line = lines.line(at: position, in: bytes)
        return PlacedValue(line: line, value: try value())
    }
}

/// The line of one position after another, without a pass over the file for each.
struct LineCount {
    private var position = 0
    private var line = 1

    /// The line of a position that is not before the last one asked for.
    mutating func line(at next: Int, in bytes: [UInt8]) -> Int {
        line += bytes[position..<next].count { $0 == 0x0A }
        position = next
        return line
    }
}
