using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace RiskRegister.Tests.Local.GenuineApi;

/// <summary>Writes public and protected types and members as one line each, in the form of the genuine API's files beside.</summary>
public static class ApiFormatter
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static bool IsVisible(Type type) =>
        type.IsNested
            ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!)
            : type.IsPublic;

    /// <summary>What kind of type it is, its name, and for a delegate its signature; without its bases.</summary>
    public static string TypeLine(Type type) =>
        IsDelegate(type) ? $"delegate {Name(type)} {Signature(type.GetMethod("Invoke")!)}" : $"{Kind(type)} {Name(type)}";

    /// <summary>The base class, if it says anything, and the interfaces that it does not have already.</summary>
    public static IEnumerable<string> Bases(Type type)
    {
        if (type.IsEnum || IsDelegate(type))
        {
            return [];
        }

        var inherited = type.BaseType?.GetInterfaces() ?? [];
        Type?[] parent = [type.BaseType is { } b && b != typeof(object) && b != typeof(ValueType) ? b : null];
        return parent.OfType<Type>().Concat(type.GetInterfaces().Except(inherited)).Select(Name);
    }

    public static IEnumerable<string> MemberLines(Type type) =>
        IsDelegate(type) ? []
        : type.IsEnum ? Enum.GetNames(type).Select(name => $"{Name(type)}.{name} = {RawValue(type, name)}")
        : type.GetConstructors(Declared)
            .Where(IsVisible)
            .Select(Constructor)
            .Concat(type.GetMethods(Declared).Where(method => IsVisible(method) && IsWritten(method)).Select(Method))
            .Concat(type.GetProperties(Declared).Where(property => Accessors(property).Any()).Select(Property))
            .Concat(type.GetEvents(Declared).Where(@event => IsVisible(@event.AddMethod!)).Select(Event))
            .Concat(type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily).Select(Field));

    public static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Name(underlying) + "?";
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        return type == typeof(void) ? "void" : NameWithArguments(type);
    }

    private static string NameWithArguments(Type type)
    {
        var outer = type.DeclaringType;
        var taken = outer?.GetGenericArguments().Length ?? 0;
        var own = type.GetGenericArguments().Skip(taken).Select(Name).ToList();
        var simple = type.Name.Split('`')[0] + (own.Count > 0 ? $"<{string.Join(", ", own)}>" : "");
        var outerArguments = type.GetGenericArguments().Take(taken).ToArray();
        return outer is null ? $"{type.Namespace}.{simple}"
            : taken > 0 ? $"{Name(outer.MakeGenericType(outerArguments))}.{simple}"
            : $"{Name(outer)}.{simple}";
    }

    private static string Constructor(ConstructorInfo constructor) =>
        $"{Name(constructor.DeclaringType!)}.ctor{Parameters(constructor)}{Modifiers(constructor)}";

    private static string Method(MethodInfo method)
    {
        var arguments = string.Join(", ", method.GetGenericArguments().Select(Name));
        var generic = method.IsGenericMethod ? $"<{arguments}>" : "";
        return $"{Name(method.DeclaringType!)}.{method.Name}{generic}{Signature(method)}{Modifiers(method)}";
    }

    private static string Property(PropertyInfo property)
    {
        var accessors = Accessors(property).ToList();
        var words = string.Concat(accessors.Select(accessor => Accessor(accessor) + "; "));
        var leading = accessors.Find(accessor => accessor.IsPublic) ?? accessors[0];
        var type = Name(property.PropertyType);
        return $"{Name(property.DeclaringType!)}.{property.Name} {{ {words}}} : {type}{Modifiers(leading)}";
    }

    private static string Event(EventInfo @event) =>
        $"{Name(@event.DeclaringType!)}.{@event.Name} event : {Name(@event.EventHandlerType!)}{Modifiers(@event.AddMethod!)}";

    private static string Field(FieldInfo field) =>
        $"{Name(field.DeclaringType!)}.{field.Name} : {Name(field.FieldType)}"
        + (field.IsStatic ? " static" : "")
        + (field.IsInitOnly ? " readonly" : "")
        + (field.IsLiteral ? string.Create(CultureInfo.InvariantCulture, $" = {field.GetRawConstantValue()}") : "");

    private static string Signature(MethodInfo method) => $"{Parameters(method)} : {Name(method.ReturnType)}";

    private static string Parameters(MethodBase method) => $"({string.Join(", ", method.GetParameters().Select(Parameter))})";

    private static string Parameter(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        var way =
            parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params "
            : !type.IsByRef ? ""
            : parameter.IsOut ? "out "
            : parameter.IsIn ? "in "
            : "ref ";
        return $"{way}{Name(type.IsByRef ? type.GetElementType()! : type)} {parameter.Name}{Default(parameter)}";
    }

    private static string Default(ParameterInfo parameter) =>
        !parameter.HasDefaultValue
            ? ""
            : parameter.RawDefaultValue switch
            {
                null => parameter.ParameterType.IsValueType ? " = default" : " = null",
                bool value => value ? " = true" : " = false",
                var value => string.Create(CultureInfo.InvariantCulture, $" = {value}"),
            };

    private static string Accessor(MethodInfo accessor) =>
        accessor.ReturnType != typeof(void) ? "get"
        : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init"
        : "set";

    private static string Modifiers(MethodBase method)
    {
        var access = method.IsPublic ? "" : " protected";
        return access
            + (
                method.IsStatic ? " static"
                : method.IsAbstract ? " abstract"
                : !method.IsVirtual || method.IsFinal ? ""
                : method.Attributes.HasFlag(MethodAttributes.NewSlot) ? " virtual"
                : " override"
            );
    }

    private static string Kind(Type type) =>
        type.IsInterface ? "interface"
        : type.IsEnum ? "enum"
        : type.IsValueType ? "struct"
        : type is { IsAbstract: true, IsSealed: true } ? "static class"
        : type.IsAbstract ? "abstract class"
        : type.IsSealed ? "sealed class"
        : "class";

    private static bool IsDelegate(Type type) => type.BaseType == typeof(MulticastDelegate);

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    // Accessors stand with their property or event, and the compiler's own members can't be named in C#.
    private static bool IsWritten(MethodInfo method) =>
        method.Name.Contains('<', StringComparison.Ordinal)
            ? false
            : !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static IEnumerable<MethodInfo> Accessors(PropertyInfo property) =>
        property.GetAccessors(nonPublic: true).Where(IsVisible);

    private static object RawValue(Type type, string name) => type.GetField(name)!.GetRawConstantValue()!;
}
