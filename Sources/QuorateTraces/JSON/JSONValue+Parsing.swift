package import Foundation

extension JSONValue {
    /// The one value that `data` holds.
    package init(parsing data: Data) throws(TraceFileError) { self = try JSONParser.parse(data) }
}
