Console.Error.WriteLine(
    "This Silo was built without Orleans, which the package feed did not have: build it where the Microsoft.Orleans packages restore. "
    + "The product for one machine needs none of them: dotnet run --project Api");
return 1;
