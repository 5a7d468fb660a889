/// The version of Quorate and of what its command prints.
public let quorateVersion = "0.1.0"
