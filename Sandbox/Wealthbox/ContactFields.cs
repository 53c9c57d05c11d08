namespace Counterpart.Sandbox.Wealthbox;

/// <summary>The writable fields of a contact, in the order in which they are answered.</summary>
internal static class ContactFields
{
    public static readonly IReadOnlyList<ContactField> All =
    [
        .. Many(FieldShape.Text, Clearing.EmptyText, 100, "prefix", "first_name", "middle_name", "last_name", "suffix", "nickname"),
        .. Many(FieldShape.Text, Clearing.EmptyText, 255, "job_title", "company_name"),
        .. Many(FieldShape.Text, Clearing.Null, 255, "twitter_name", "linkedin_url"),
        .. Many(FieldShape.Text, Clearing.Null, 65_535, "background_information"),
        .. Many(FieldShape.Date, Clearing.EmptyText, 10, "birth_date", "anniversary", "client_since", "date_of_death"),
        .. Many(FieldShape.Reference, Clearing.Null, 20, "assigned_to", "referred_by"),
        Choice("gender", "Female", "Male", "Non-binary", "Unknown"),
        .. Many(FieldShape.Text, Clearing.Null, 255, "contact_source"),
        Choice("contact_type", "Client", "Past Client", "Prospect", "Vendor", "Organization"),
        Choice("status", "Active", "Inactive"),
        Choice("marital_status", "Married", "Single", "Divorced", "Widowed", "Life Partner", "Separated", "Unknown"),
        .. Many(FieldShape.Reference, Clearing.Null, 20,
            "attorney", "cpa", "doctor", "insurance", "business_manager", "family_officer", "assistant", "other", "trusted_contact"),
        .. Many(FieldShape.Text, Clearing.Null, 65_535, "important_information", "personal_interests"),
        .. Many(FieldShape.Text, Clearing.Null, 255,
            "investment_objective", "time_horizon", "risk_tolerance", "mutual_fund_experience", "stocks_and_bonds_experience",
            "partnerships_experience", "other_investing_experience"),
        .. Many(FieldShape.Number, Clearing.Null, 20,
            "gross_annual_income", "assets", "non_liquid_assets", "liabilities", "adjusted_gross_income", "estimated_taxes"),
        new("confirmed_by_tax_return", FieldShape.Flag, Clearing.Null),
        .. Many(FieldShape.Number, Clearing.Null, 20, "tax_year", "tax_bracket"),
        .. Many(FieldShape.Text, Clearing.Null, 255, "birth_place", "maiden_name", "passport_number", "green_card_number"),
        new("occupation", FieldShape.Parts, Clearing.Null)
        {
            Parts = [new("name", FieldShape.Text, Clearing.Null), new("start_date", FieldShape.Date, Clearing.Null)],
        },
        new("drivers_license", FieldShape.Parts, Clearing.Null)
        {
            Parts =
            [
                new("number", FieldShape.Text, Clearing.Null), new("state", FieldShape.Text, Clearing.Null),
                new("issued_date", FieldShape.Date, Clearing.Null), new("expires_date", FieldShape.Date, Clearing.Null),
            ],
        },
        .. Many(FieldShape.Date, Clearing.EmptyText, 10,
            "retirement_date", "signed_fee_agreement_date", "signed_ips_agreement_date", "signed_fp_agreement_date",
            "last_adv_offering_date", "initial_crs_offering_date", "last_crs_offering_date", "last_privacy_offering_date"),
        .. Many(FieldShape.Text, Clearing.Null, 255, "external_unique_id", "visible_to"),
    ];

    private static ContactField Choice(string name, params string[] choices) =>
        new(name, FieldShape.Choice, Clearing.Null) { Choices = choices };

    private static IEnumerable<ContactField> Many(FieldShape shape, Clearing clearing, int maxLength, params string[] names) =>
        names.Select(name => new ContactField(name, shape, clearing) { MaxLength = maxLength });
}
