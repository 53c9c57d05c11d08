namespace Counterpart.Links;

public enum RecordKind
{
    Person,
    Company,
    Trust,
    Household,
}
